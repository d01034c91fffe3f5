-- Instants are microseconds since 1970. Texts compare byte by byte, whatever the database's locale,
-- so that the order of items is that of the other store.

CREATE TABLE collection (
  id text COLLATE "C" PRIMARY KEY,
  json text NOT NULL,
  -- what its items cover and what values they have, but for what stands in collection_addition
  summary text NOT NULL,
  -- the longest item, end - start; never less than that
  longest bigint NOT NULL DEFAULT 0
);

-- What was added to collections since their summaries were written: so that those who add at the
-- same time do not wait for each other. Added up now and then.
CREATE TABLE collection_addition (
  key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  collection text COLLATE "C" NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
  summary text NOT NULL
);

CREATE INDEX collection_addition_collection ON collection_addition (collection);

CREATE TABLE item (
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  time bigint NOT NULL,
  starts bigint NOT NULL,
  ends bigint NOT NULL,
  -- longitudes and latitudes; an east beyond 180 crosses the antimeridian
  west float8 NOT NULL,
  south float8 NOT NULL,
  east float8 NOT NULL,
  north float8 NOT NULL,
  -- the document without its stamps, and with them
  digest bigint NOT NULL,
  version bigint NOT NULL,
  created bigint NOT NULL,
  local_files boolean NOT NULL,
  content_hash text COLLATE "C",
  -- what is often counted, out of the properties; texts are cut after 200 characters
  platform text COLLATE "C",
  constellation text COLLATE "C",
  grid_code text COLLATE "C",
  cloud_cover float8,
  -- the Web Mercator tile of the centre of the box: column * 4096 + row at zoom 12
  tile int NOT NULL,
  properties jsonb NOT NULL,
  json text NOT NULL,
  PRIMARY KEY (collection, id)
) WITH (
  -- an index answers without the row only where vacuum has been
  autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_vacuum_cost_limit = 2000,
  autovacuum_analyze_scale_factor = 0.05
);

-- A document of usual size stays in its row, compressed: a page of items then reads rows only.
ALTER TABLE item ALTER COLUMN json SET STORAGE MAIN;

-- lz4 unpacks several times as fast as the default, where the server was built with it
DO $$
BEGIN
  ALTER TABLE item ALTER COLUMN json SET COMPRESSION lz4;
  ALTER TABLE item ALTER COLUMN properties SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END $$;

CREATE INDEX item_hash ON item (collection, content_hash) WHERE content_hash IS NOT NULL;

-- walks in the order of observation; boxes are beside so that a row is read only when it is wanted
CREATE INDEX item_time ON item (time, collection, id)
  INCLUDE (starts, ends, west, south, east, north);
CREATE INDEX item_collection_time ON item (collection, time, id)
  INCLUDE (starts, ends, west, south, east, north);

-- counts read this alone, all of it; in the order of the table itself, as far as items came in that
-- order, because then it is packed well, and whether rows are vacuumed is looked up once for many
CREATE INDEX item_facts ON item (created)
  INCLUDE (collection, time, starts, ends, platform, constellation, grid_code, cloud_cover, tile);

-- a box across the antimeridian stands here for the whole belt
CREATE INDEX item_place ON item USING gist (
  ST_MakeEnvelope(
    CASE WHEN east > 180 THEN -180::float8 ELSE west END, south, least(east, 180::float8), north, 4326),
  int8range(starts, ends, '[]')
);

CREATE TABLE tombstone (
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  deleted bigint NOT NULL,
  PRIMARY KEY (collection, id)
);

CREATE INDEX tombstone_time ON tombstone (deleted, collection, id);

-- for people and programs that read the database: items as features
CREATE VIEW feature AS
  SELECT collection, id, to_timestamp(time / 1e6) AS datetime, to_timestamp(starts / 1e6) AS start_datetime,
    to_timestamp(ends / 1e6) AS end_datetime, properties,
    ST_SetSRID(ST_GeomFromGeoJSON(json::json ->> 'geometry'), 4326) AS geom
  FROM item;
