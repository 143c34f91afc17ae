import { describe, expect, it } from 'vitest';
import { definitionsOf, effectOf, type Row } from '../testing/execute.ts';
import { atomicOperations } from './operations.ts';

// Words are LLVM 14's; results were worked out from the manual's pseudocode, apart from the definitions.
const rows: readonly Row[] = [
  [
    'ldaddb w2, w3, [x1]',
    0x3822_0023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddab w2, w3, [x1]',
    0x38a2_0023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddb w2, wzr, [sp]',
    0x3822_03ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddah w2, w3, [x1]',
    0x78a2_0023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 98 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddlh w2, w3, [x1]',
    0x7862_0023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa a9 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddh w2, wzr, [sp]',
    0x7822_03ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddl w2, w3, [x1]',
    0xb862_0023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 98 a9 ba 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddal w2, w3, [x1]',
    0xb8e2_0023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa a9 da bb 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldadd w2, wzr, [sp]',
    0xb822_03ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldaddal x2, x3, [x1]',
    0xf8e2_0023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 98 a9 ba cb dc ed fe 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldadd x2, x3, [x1]',
    0xf822_0023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa a9 da bb 0c 2e 4f 70 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldadd x2, xzr, [sp]',
    0xf822_03ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldclrb w2, w3, [x1]',
    0x3822_1023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldclrab w2, w3, [x1]',
    0x38a2_1023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldclrb w2, wzr, [sp]',
    0x3822_13ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldclrah w2, w3, [x1]',
    0x78a2_1023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 00 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldclrlh w2, w3, [x1]',
    0x7862_1023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 09 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldclrh w2, wzr, [sp]',
    0x7822_13ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldclrl w2, w3, [x1]',
    0xb862_1023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 00 00 00 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldclral w2, w3, [x1]',
    0xb8e2_1023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 09 0a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldclr w2, wzr, [sp]',
    0xb822_13ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldclral x2, x3, [x1]',
    0xf8e2_1023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 00 00 00 00 00 00 00 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldclr x2, x3, [x1]',
    0xf822_1023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 09 0a 3b 0c 0d 0e 0f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldclr x2, xzr, [sp]',
    0xf822_13ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldeorb w2, w3, [x1]',
    0x3822_2023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeorab w2, w3, [x1]',
    0x38a2_2023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeorb w2, wzr, [sp]',
    0x3822_23ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeorah w2, w3, [x1]',
    0x78a2_2023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 66 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeorlh w2, w3, [x1]',
    0x7862_2023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 89 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeorh w2, wzr, [sp]',
    0x7822_23ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeorl w2, w3, [x1]',
    0xb862_2023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 66 55 44 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeoral w2, w3, [x1]',
    0xb8e2_2023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 89 9a bb 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeor w2, wzr, [sp]',
    0xb822_23ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeoral x2, x3, [x1]',
    0xf8e2_2023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 66 55 44 33 22 11 00 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeor x2, x3, [x1]',
    0xf822_2023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 89 9a bb 8c 8d 8e 8f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldeor x2, xzr, [sp]',
    0xf822_23ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetb w2, w3, [x1]',
    0x3822_3023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetab w2, w3, [x1]',
    0x38a2_3023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetb w2, wzr, [sp]',
    0x3822_33ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetah w2, w3, [x1]',
    0x78a2_3023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 7f 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetlh w2, w3, [x1]',
    0x7862_3023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 99 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldseth w2, wzr, [sp]',
    0x7822_33ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetl w2, w3, [x1]',
    0xb862_3023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 7f 7f 7f 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetal w2, w3, [x1]',
    0xb8e2_3023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 99 ba bb 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldset w2, wzr, [sp]',
    0xb822_33ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsetal x2, x3, [x1]',
    0xf8e2_3023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 09 7f 7f 7f 7f 7f 7f 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldset x2, x3, [x1]',
    0xf822_3023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 fa 99 ba bb cc dd ee ff 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldset x2, xzr, [sp]',
    0xf822_33ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '91 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxb w2, w3, [x1]',
    0x3822_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldsmaxab w2, w3, [x1]',
    0x38a2_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldsmaxb w2, wzr, [sp]',
    0x3822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxah w2, w3, [x1]',
    0x78a2_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxlh w2, w3, [x1]',
    0x7862_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'ldsmaxh w2, wzr, [sp]',
    0x7822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxl w2, w3, [x1]',
    0xb862_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxal w2, w3, [x1]',
    0xb8e2_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'ldsmax w2, wzr, [sp]',
    0xb822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmaxal x2, x3, [x1]',
    0xf8e2_4023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 7f 7f 7f 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmax x2, x3, [x1]',
    0xf822_4023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldsmax x2, xzr, [sp]',
    0xf822_43ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 00 00 00 00 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminb w2, w3, [x1]',
    0x3822_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminab w2, w3, [x1]',
    0x38a2_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminb w2, wzr, [sp]',
    0x3822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldsminah w2, w3, [x1]',
    0x78a2_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'ldsminlh w2, w3, [x1]',
    0x7862_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsminh w2, wzr, [sp]',
    0x7822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldsminl w2, w3, [x1]',
    0xb862_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'ldsminal w2, w3, [x1]',
    0xb8e2_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmin w2, wzr, [sp]',
    0xb822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldsminal x2, x3, [x1]',
    0xf8e2_5023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldsmin x2, x3, [x1]',
    0xf822_5023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 c0 d0 e0 f0 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldsmin x2, xzr, [sp]',
    0xf822_53ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxb w2, w3, [x1]',
    0x3822_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'ldumaxab w2, w3, [x1]',
    0x38a2_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxb w2, wzr, [sp]',
    0x3822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxah w2, w3, [x1]',
    0x78a2_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxlh w2, w3, [x1]',
    0x7862_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxh w2, wzr, [sp]',
    0x7822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxl w2, w3, [x1]',
    0xb862_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumaxal w2, w3, [x1]',
    0xb8e2_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumax w2, wzr, [sp]',
    0xb822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'ldumaxal x2, x3, [x1]',
    0xf8e2_6023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 7f 7f 7f 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumax x2, x3, [x1]',
    0xf822_6023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 c0 d0 e0 f0 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'ldumax x2, xzr, [sp]',
    0xf822_63ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    {},
  ],
  [
    'lduminb w2, w3, [x1]',
    0x3822_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminab w2, w3, [x1]',
    0x38a2_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n } },
  ],
  [
    'lduminb w2, wzr, [sp]',
    0x3822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminah w2, w3, [x1]',
    0x78a2_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'lduminlh w2, w3, [x1]',
    0x7862_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n } },
  ],
  [
    'lduminh w2, wzr, [sp]',
    0x7822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminl w2, w3, [x1]',
    0xb862_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'lduminal w2, w3, [x1]',
    0xb8e2_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n } },
  ],
  [
    'ldumin w2, wzr, [sp]',
    0xb822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'lduminal x2, x3, [x1]',
    0xf8e2_7023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldumin x2, x3, [x1]',
    0xf822_7023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldumin x2, xzr, [sp]',
    0xf822_73ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 00 00 00 00 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpb w2, w3, [x1]',
    0x3822_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpab w2, w3, [x1]',
    0x38a2_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpb w2, wzr, [sp]',
    0x3822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpah w2, w3, [x1]',
    0x78a2_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swplh w2, w3, [x1]',
    0x7862_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swph w2, wzr, [sp]',
    0x7822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpl w2, w3, [x1]',
    0xb862_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpal w2, w3, [x1]',
    0xb8e2_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swp w2, wzr, [sp]',
    0xb822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swpal x2, x3, [x1]',
    0xf8e2_8023,
    {
      x: { 1: 0x8008n, 2: 0x7f7f_7f7f_7f7f_7f01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 01 7f 7f 7f 7f 7f 7f 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swp x2, x3, [x1]',
    0xf822_8023,
    {
      x: { 1: 0x8008n, 2: 0xf0e0_d0c0_80b0_90f2n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 f2 90 b0 80 c0 d0 e0 f0 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'swp x2, xzr, [sp]',
    0xf822_83ff,
    { x: { 2: 0x11n }, sp: 0x8000n, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { memory: '11 00 00 00 00 00 00 00 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casalb w2, w3, [x1]',
    0x08e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0xabcd_ef01_0000_0008n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 8n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casab w2, w3, [x1]',
    0x08e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 8n } },
  ],
  [
    'casalh w2, w3, [x1]',
    0x48e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0xabcd_ef01_0000_1908n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casah w2, w3, [x1]',
    0x48e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x1908n } },
  ],
  [
    'casal w2, w3, [x1]',
    0x88e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0xabcd_ef01_3b2a_1908n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x3b2a_1908n }, memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casa w2, w3, [x1]',
    0x88e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x3b2a_1908n } },
  ],
  [
    'casal x2, x3, [x1]',
    0xc8e2_fc23,
    {
      x: { 1: 0x8008n, 2: 0x7f6e_5d4c_3b2a_1908n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '80 91 a2 b3 c4 d5 e6 f7 88 77 66 55 44 33 22 11 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casa x2, x3, [x1]',
    0xc8e2_7c23,
    {
      x: { 1: 0x8008n, 2: 5n, 3: 0x1122_3344_5566_7788n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'caspl w2, w3, w4, w5, [x1]',
    0x0822_fc24,
    {
      x: { 1: 0x8000n, 2: 0x700_b3a2_9180n, 3: 0xf7e6_d5c4n, 4: 0x1122_3344_5566_7788n, 5: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0xb3a2_9180n }, memory: '88 77 66 55 01 ff ee dd 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casp w2, w3, w4, w5, [x1]',
    0x0822_7c24,
    {
      x: { 1: 0x8000n, 2: 0x700_b3a2_9180n, 3: 1n, 4: 0x1122_3344_5566_7788n, 5: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 2: 0xb3a2_9180n, 3: 0xf7e6_d5c4n } },
  ],
  [
    'caspl x2, x3, x4, x5, [x1]',
    0x4822_fc24,
    {
      x: {
        1: 0x8000n,
        2: 0xf7e6_d5c4_b3a2_9180n,
        3: 0x7f6e_5d4c_3b2a_1908n,
        4: 0x1122_3344_5566_7788n,
        5: 0x99aa_bbcc_ddee_ff01n,
      },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { memory: '88 77 66 55 44 33 22 11 01 ff ee dd cc bb aa 99 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  [
    'casp x2, x3, x4, x5, [x1]',
    0x4822_7c24,
    {
      x: { 1: 0x8000n, 2: 0xf7e6_d5c4_b3a2_9180n, 3: 1n, 4: 0x1122_3344_5566_7788n, 5: 0x99aa_bbcc_ddee_ff01n },
      memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8',
    },
    { x: { 3: 0x7f6e_5d4c_3b2a_1908n } },
  ],
  [
    'ldadd x2, x3, [x1]',
    0xf822_0023,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 0n]] },
  ],
  [
    'swph w2, w3, [x1]',
    0x7822_8023,
    { x: { 1: 0x8001n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8001n, 0n]] },
  ],
  [
    'cas w2, w3, [x1]',
    0x88a2_7c23,
    { x: { 1: 0x8002n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8002n, 0n]] },
  ],
  [
    'casp x2, x3, x4, x5, [x1]',
    0x4822_7c24,
    { x: { 1: 0x8008n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8008n, 0n]] },
  ],
  [
    'casp w2, w3, w4, w5, [x1]',
    0x0822_7c24,
    { x: { 1: 0x8004n }, serve: () => undefined },
    { trap: { cause: -1, value: 0n }, served: [['alignmentFault', 0x8004n, 0n]] },
  ],
  [
    'ldaddb w2, w3, [x1]',
    0x3822_0023,
    { x: { 1: 0x8001n, 2: 1n }, memory: '80 91 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
    { x: { 3: 0x91n }, memory: '80 92 a2 b3 c4 d5 e6 f7 08 19 2a 3b 4c 5d 6e 7f 81 92 a3 b4 c5 d6 e7 f8' },
  ],
  ['ldadd x2, x3, [x1]', 0xf822_0023, { x: { 1: 0x10n } }, { trap: { cause: 0x24, value: 0x10n } }],
];

describe('atomic operations', () => {
  it.each(rows)('%s', (_, word, before, after) => {
    expect(effectOf(word, before)).toEqual(after);
  });

  it('have every definition in a row', () => {
    const tested = definitionsOf(rows);
    for (const insn of atomicOperations) expect(tested, `${insn.mnemonic} ${insn.encodings[0]!.format}`).toContain(insn);
  });
});
