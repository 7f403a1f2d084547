import type { MethodName, ParsedRequestOf, ReplyOf } from '../../src-shared/contract/contract.ts';
import type { Services } from '../services/services.ts';

/** Every name of the contract with what answers it; one that is missing does not compile. */
export type Bindings = {
  readonly [Name in MethodName]: (
    request: ParsedRequestOf<Name>,
    signal: AbortSignal,
  ) => ReplyOf<Name> | Promise<ReplyOf<Name>>;
};

export function bindServices(services: Services): Bindings {
  const {
    application,
    preferences,
    samples,
    imports,
    scenarios,
    scenarioTree,
    networkFiles,
    dynamicData,
  } = services;
  const { changes, comparison, edits, contingencies, margin, studies, curves, reports, tables } =
    services;
  return {
    'application.info': () => application.info(),
    'preferences.get': () => preferences.get(),
    'preferences.set': (changes) => preferences.set(changes),
    'samples.list': () => samples.list(),
    'imports.read': (file) => imports.read(file),
    'imports.pending': () => imports.pending(),
    'imports.accept': (request) => imports.accept(request),
    'scenarios.list': (request) => scenarios.list(request),
    'scenarios.search': (request) => scenarioTree.search(request),
    'scenarios.create': (request) => scenarios.create(request),
    'scenarios.synthesize': (request) => services.synthetic.create(request),
    'scenarios.open': (request) => scenarios.open(request),
    'scenarios.describe': (request) => scenarios.describe(request),
    'scenarios.duplicate': (request) => scenarios.duplicate(request),
    'scenarios.derive': (request) => scenarioTree.derive(request),
    'scenarios.moveTo': (request) => scenarioTree.moveTo(request),
    'scenarios.remove': (request) => scenarios.remove(request),
    'scenarios.restore': (request) => scenarios.restore(request),
    'scenarios.save': (request) => scenarios.save(request),
    'scenarios.setModel': (request) => scenarios.setModel(request),
    'scenarios.export': (request) => networkFiles.export(request),
    'scenarios.attachDynamics': (request) => dynamicData.attach(request),
    'scenarios.compare': (request) => comparison.compare(request),
    'scenarios.compareAll': (request) => comparison.compareAll(request),
    'edits.apply': (request) => edits.apply(request),
    'edits.undo': (request) => edits.undo(request),
    'edits.redo': (request) => edits.redo(request),
    'changes.list': (request) => changes.list(request),
    'changes.switch': (request) => changes.switch(request),
    'changes.remove': (request) => changes.remove(request),
    'changes.place': (request) => changes.place(request),
    'changes.transfer': (request) => changes.transfer(request),
    'changes.dispatch': (request) => changes.dispatch(request),
    'changes.previewDispatch': (request) => changes.previewDispatch(request),
    'tables.previewPaste': (request) => tables.previewPaste(request),
    'tables.template': () => networkFiles.template(),
    'contingencies.generate': (request) => contingencies.generate(request),
    'contingencies.set': (request) => contingencies.set(request),
    'contingencies.import': (request) => contingencies.import(request),
    'contingencies.export': (request) => contingencies.export(request),
    'margin.evaluate': (request, signal) => margin.evaluate(request, signal),
    'studies.start': (request) => studies.start(request),
    'studies.cancel': (request) => studies.cancel(request),
    'studies.queue': () => studies.queue(),
    'studies.pause': (request) => studies.pause(request),
    'studies.resume': (request) => studies.resume(request),
    'studies.reorder': (request) => studies.reorder(request),
    'studies.log': (request) => studies.log(request),
    'studies.list': (request) => studies.list(request),
    'studies.result': (request) => studies.result(request),
    'studies.curves': (request) => curves.curves(request),
    'studies.snapshot': (request) => curves.snapshot(request),
    'reports.create': (request) => reports.create(request),
    'reports.options': (request) => reports.options(request),
    'reports.setOptions': (request) => reports.setOptions(request),
  };
}
