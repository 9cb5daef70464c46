// A Bluesky data server (PDS) with its directory of names (PLC), and no AppView behind it.
const { createRequire } = require('module');
const { TestNetworkNoAppView } = createRequire(process.argv[2] + '/')('@atproto/dev-env');
const [pds, plc] = process.argv.slice(3).map(Number);
TestNetworkNoAppView.create({ dbPostgresSchema: 'x', pds: { port: pds, hostname: 'localhost' }, plc: { port: plc } })
  .then(() => console.log('ready'));
