#!/usr/bin/env node
import { patterns } from '../codemods/index.js';
import { main } from './main.js';

await main(patterns);
