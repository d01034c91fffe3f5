// SPDX-License-Identifier: Apache-2.0
// Walks an API from its landing page on with stac-js and says what it found, as JSON.
import create from 'stac-js';

const get = async (address) => {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address}: ${response.status} ${await response.text()}`);
  }
  return create(await response.json(), true, true);
};
const link = (from, rel) => {
  const found = from.links.find((each) => each.rel === rel);
  if (!found) {
    throw new Error(`${from.id ?? from.type} has no link ${rel}`);
  }
  return found.href;
};

const landing = await get(process.argv[2]);
const found = { isCatalog: landing.isCatalog, supportsSearch: !!link(landing, 'search') };
found.collections = [];
for (const collection of (await get(link(landing, 'data'))).collections) {
  const page = await get(link(collection, 'items'));
  found.collections.push({
    id: collection.id,
    isCollection: collection.isCollection,
    bbox: collection.getBoundingBox(),
    times: collection.getTemporalExtent(),
    items: page.features.map((item) => ({
      id: item.id,
      isItem: item.isItem,
      bbox: item.getBoundingBox(),
      geoFiles: item.getAssets().filter((asset) => asset.isGeoTIFF).length,
      file: item.getDefaultGeoFile()?.getAbsoluteUrl() ?? null,
    })),
  });
}
console.log(JSON.stringify(found));
