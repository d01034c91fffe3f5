// SPDX-License-Identifier: Apache-2.0
// What the benchmarks of the page share: figures with their bounds, and how smoothly the page is drawn.
let missed = false;

/**
 * Says a figure.
 *
 * @param bound {most} or {least}; without one it is only said
 */
export function figure(name, value, unit, bound = {}) {
  const late = value > bound.most || value < bound.least;
  missed ||= late;
  const said = (number) => number.toLocaleString('en', { maximumFractionDigits: Math.abs(number) < 100 ? 1 : 0 });
  const limit = bound.most !== undefined ? `at most ${said(bound.most)}` : bound.least !== undefined ? `at least ${said(bound.least)}` : '';
  console.log(`${name}: ${said(value)} ${unit}${limit && ` (bound: ${limit}${late ? ', MISSED' : ''})`}`);
}

/** Ends the program, as failed when a bound was missed. */
export const end = () => process.exit(missed ? 1 : 0);

export const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];

/** Seconds of a processor that the page's own thread has worked; what else runs on the machine is not in them. */
async function worked(protocol) {
  const { metrics } = await protocol.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

/**
 * How smoothly the page is drawn while something is done.
 *
 * @returns frames a second, the share of frames that came late (more than a frame after they should
 *     have), the longest time between two (ms), and how long the page's thread works for one (CPU ms)
 */
export async function frames(page, action) {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(() => {
    const times = (globalThis.frameTimes = [performance.now()]);
    globalThis.framesGoOn = true;
    const next = (now) => {
      times.push(now);
      if (globalThis.framesGoOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const before = await worked(protocol);
  await action();
  const after = await worked(protocol);
  const times = await page.evaluate(() => {
    globalThis.framesGoOn = false;
    return globalThis.frameTimes.slice(1);
  });
  await protocol.detach();
  const steps = times.slice(1).map((time, at) => time - times[at]);
  return {
    perSecond: (1000 * steps.length) / (times.at(-1) - times[0]),
    late: (100 * steps.filter((step) => step > 34).length) / steps.length,
    longest: Math.max(...steps),
    work: (1000 * (after - before)) / steps.length,
  };
}

/** Says how smoothly something is drawn; where it is bounded, with 60 frames a second, less what the clock is off. */
export function sayFrames(name, { perSecond, late, longest, work }, bounded = true) {
  figure(`${name}, frames a second`, perSecond, '', bounded ? { least: 58 } : {});
  figure(`${name}, frames that come late`, late, '%');
  figure(`${name}, longest time between two`, longest, 'ms');
  figure(`${name}, work of the page for one`, work, 'CPU ms');
}
