#!/usr/bin/env node
import { runCommandLine } from './program.ts'
import { createTerminal } from './terminal.ts'

// `isthmus search ... | head` closes the pipe early; that is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code === 'EPIPE') process.exit(0)
})

process.exitCode = await runCommandLine(process.argv.slice(2), createTerminal())
