#!/usr/bin/env node
import { runCommand } from './entrypoints/cli/run-command.ts'

process.exitCode = await runCommand(process.argv)
