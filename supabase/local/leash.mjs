// Preloaded into every process that bootstrap.mjs and start.ts launch: when the launcher is killed with -9
// its channel closes, and the process ends itself in order instead of keeping the port.
if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  process.channel.unref();
}
