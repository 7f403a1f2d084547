import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a red run can be repeated; another seed
 * (PHASELOCK_TEST_SEED=…) looks elsewhere.
 */
const given = process.env['PHASELOCK_TEST_SEED'];
fc.configureGlobal({ seed: given === undefined ? 20_261_121 : Number(given) });
