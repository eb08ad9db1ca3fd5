import base from './playwright.config'

/** Every page × theme × language × size, written to results/shots for people to look at. */
export default { ...base, testDir: 'shots', timeout: 120_000, fullyParallel: false }
