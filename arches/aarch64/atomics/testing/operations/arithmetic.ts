import type { Row } from '../../../testing/execute.ts';

export const arithmetic: readonly Row[] = [
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
    'ldadd x2, x3, [x1]',
    0xf822_0023,
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
