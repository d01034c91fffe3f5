// SPDX-License-Identifier: Apache-2.0
// Validates what an API says with stac-node-validator, against schemas on disk; no network.
// node validate.cjs SCHEMAS ADDRESS...
const validate = require('stac-node-validator');
const fs = require('fs');
const path = require('path');

const folder = process.argv[2];
const loader = async (address) => {
  const url = new URL(address);
  if (url.hostname === '127.0.0.1') {
    return (await fetch(address)).json();
  }
  if (url.hostname === 'proj.org') {
    return {}; // PROJJSON's own schema is not among those on disk
  }
  let file = path.join(folder, url.hostname, decodeURIComponent(url.pathname));
  if (!fs.existsSync(file) && fs.existsSync(file + '.json')) {
    file += '.json';
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'));
};

(async () => {
  const wrong = [];
  let checked = 0;
  const look = (report, address) => {
    checked++;
    if (report.valid !== true) {
      wrong.push({ address, report });
    }
    report.children.forEach((child) => look(child, address));
  };
  for (const address of process.argv.slice(3)) {
    look(await validate(await loader(address), { loader }), address);
  }
  console.log(JSON.stringify({ checked, wrong }));
})();
