// SPDX-License-Identifier: Apache-2.0
// Coordinates as people write them.

const letters = (value: number, positive: string, negative: string): string => (value < 0 ? negative : positive);

/** Degrees with decimals: 8.01234° S, 34.87123° W. */
export const lonLat = (lon: number, lat: number, digits = 5): string =>
  `${Math.abs(lat).toFixed(digits)}° ${letters(lat, 'N', 'S')}, ${Math.abs(lon).toFixed(digits)}° ${letters(lon, 'E', 'W')}`;

function sexagesimal(value: number): string {
  const seconds = Math.round(Math.abs(value) * 36_000) / 10;
  const degrees = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds - degrees * 3600) / 60);
  const rest = (seconds - degrees * 3600 - minutes * 60).toFixed(1).padStart(4, '0');
  return `${degrees}° ${String(minutes).padStart(2, '0')}′ ${rest}″`;
}

/** Degrees, minutes and seconds. */
export const degreesMinutesSeconds = (lon: number, lat: number): string =>
  `${sexagesimal(lat)} ${letters(lat, 'N', 'S')}, ${sexagesimal(lon)} ${letters(lon, 'E', 'W')}`;

/** UTM zone of a place, with the exceptions of Norway and Svalbard. */
export function utmZone(lon: number, lat: number): number {
  const zone = Math.min(60, Math.floor((((lon + 180) % 360) + 360) % 360 / 6) + 1);
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
  if (lat >= 72 && lat < 84 && lon >= 0 && lon < 42) return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37;
  return zone;
}

/**
 * UTM on WGS 84: zone with hemisphere, easting and northing in metres. By Krüger's series to the third
 * order of n, better than a millimetre within a zone. Empty beyond 84° N and 80° S.
 */
export function utm(lon: number, lat: number): string {
  if (lat > 84 || lat < -80) return '';
  const zone = utmZone(lon, lat);
  const [a, f, k0] = [6_378_137, 1 / 298.257223563, 0.9996];
  const n = f / (2 - f);
  const radius = (a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const alpha = [n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3, (13 / 48) * n ** 2 - (3 / 5) * n ** 3, (61 / 240) * n ** 3];
  const [phi, lambda] = [(lat * Math.PI) / 180, ((lon - (zone * 6 - 183)) * Math.PI) / 180];
  const e = (2 * Math.sqrt(n)) / (1 + n);
  const tau = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
  const [xi, eta] = [Math.atan2(tau, Math.cos(lambda)), Math.atanh(Math.sin(lambda) / Math.hypot(1, tau))];
  let [x, y] = [eta, xi];
  alpha.forEach((value, j) => {
    x += value * Math.cos(2 * (j + 1) * xi) * Math.sinh(2 * (j + 1) * eta);
    y += value * Math.sin(2 * (j + 1) * xi) * Math.cosh(2 * (j + 1) * eta);
  });
  const easting = 500_000 + k0 * radius * x;
  const northing = (lat < 0 ? 10_000_000 : 0) + k0 * radius * y;
  return `${zone}${lat < 0 ? 'S' : 'N'} ${easting.toFixed(0)} ${northing.toFixed(0)}`;
}

/**
 * A place that somebody typed: decimal degrees, or degrees, minutes and seconds, with N S E W (also С Ю
 * В З) or without, latitude first; null when it is none.
 */
export function parsePlace(text: string): [number, number] | null {
  const upper = text
    .trim()
    .toUpperCase()
    .replaceAll('С', 'N')
    .replaceAll('Ю', 'S')
    .replaceAll('В', 'E')
    .replaceAll('З', 'W');
  const one = String.raw`([NSEW])?\s*([+-]?\d+(?:[.,]\d+)?)\s*[°D]?\s*(?:(\d+(?:[.,]\d+)?)\s*['′M]\s*)?(?:(\d+(?:[.,]\d+)?)\s*(?:["″S]|'')\s*)?([NSEW])?`;
  const found = new RegExp(`^${one}\\s*[,;\\s]\\s*${one}$`).exec(upper);
  if (!found) return null;
  const value = (at: number): [number, string] => {
    const part = (index: number) => Number((found[at + index] ?? '0').replace(',', '.'));
    const letter = found[at] ?? found[at + 4] ?? '';
    const size = Math.abs(part(1)) + part(2) / 60 + part(3) / 3600;
    const negative = (found[at + 1] ?? '').startsWith('-') !== (letter === 'S' || letter === 'W');
    return [negative ? -size : size, letter];
  };
  const [first, firstLetter] = value(1);
  const [second, secondLetter] = value(6);
  const swapped = /[EW]/.test(firstLetter) || /[NS]/.test(secondLetter);
  const [lat, lon] = swapped ? [second, first] : [first, second];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : null;
}
