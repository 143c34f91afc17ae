#!/usr/bin/env node
/**
 * What `npx replay` starts, in a package of its own: a command of the checkout's own package `npx` takes for one to be installed, and
 * looks through all that is installed first, a third of a second each time.
 */
const { runCommand } = require('./command.js');

runCommand();
