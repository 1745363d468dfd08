// Called by trunk when it has built the site. One hook for all: trunk runs hooks side by side, and
// each of these needs what the one before it left.
await import('./split.mjs');
await import('./stage.mjs');
const { plain } = await import('./plain.mjs');
plain(process.env.TRUNK_STAGING_DIR);
const { offline } = await import('./offline.mjs');
await offline(process.env.TRUNK_STAGING_DIR);
