// @ts-check
// Loaded into the API's process by the launchers: when the launcher is gone, even by kill -9, the API ends as on SIGTERM.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
