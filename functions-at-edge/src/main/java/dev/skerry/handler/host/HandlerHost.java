package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a node: deploys versions and runs their calls on threads of its own.
 *
 * <p>{@link #call} may be used by any thread and never blocks. No thread is started before the
 * first handler is deployed.
 */
public final class HandlerHost implements AutoCloseable {
  /**
   * The stack of each thread that runs handlers: room for functions in JavaScript a thousand deep
   * also while nothing of them and of {@link StackRoom} is compiled, which then take three times as
   * much. What is not used of it costs no memory; what recursion fills takes time to leave when it
   * is stopped, and to look through for garbage.
   */
  static final int STACK_BYTES = 4 << 20;

  private final Program.Loader loader;
  private final int workerCount;
  private final HandlerLog log;
  private final HandlerObserver observer;
  private final Map<HandlerSpec, Deployment> deployed = new ConcurrentHashMap<>();

  /** The versions that were put in force last by the objects that say so, as calls name them. */
  private volatile IdentityHashMap<HandlerSpec, Deployment> named = new IdentityHashMap<>();

  private Set<HandlerSpec> inForce = Set.of();
  private Set<HandlerSpec> before = Set.of();
  private volatile @Nullable Workers workers;

  /**
   * Makes a host without handlers.
   *
   * @param loader compiles sources
   * @param workerCount threads that run handlers, at least 1
   * @param log where handlers' lines go
   * @param observer who counts
   */
  public HandlerHost(
      Program.Loader loader, int workerCount, HandlerLog log, HandlerObserver observer) {
    this.loader = loader;
    this.workerCount = workerCount;
    this.log = new BoundedLog(log);
    this.observer = observer;
  }

  /**
   * Starts these versions and puts them in force, for who has nothing to do between the two.
   *
   * @throws HandlerProblem if one of them cannot start; then nothing has changed
   */
  public synchronized void deploy(Collection<HandlerSpec> specs) throws HandlerProblem {
    start(specs);
    putInForce(specs);
  }

  /**
   * Puts these versions in service, compiled and started, beside those in force and the ones before
   * them. What was started earlier and never came in force is retired. Takes time in proportion to
   * what is new.
   *
   * @throws HandlerProblem if one of them cannot start; then nothing has changed
   */
  public synchronized void start(Collection<HandlerSpec> specs) throws HandlerProblem {
    Map<HandlerSpec, Deployment> added = new HashMap<>();
    try {
      for (HandlerSpec spec : specs) {
        if (!deployed.containsKey(spec) && !added.containsKey(spec)) {
          added.put(spec, started(spec));
        }
      }
    } catch (HandlerProblem e) {
      added.values().forEach(Deployment::retire);
      throw e;
    }
    deployed.putAll(added);
    retireAllBut(Set.copyOf(specs));
  }

  /**
   * Tells that exchanges begin with these versions from now on. Those that were in force stay in
   * service, for the exchanges that began with them, until others come in force; the ones before
   * them are retired.
   *
   * @param specs started already
   */
  public synchronized void putInForce(Collection<HandlerSpec> specs) {
    before = inForce;
    inForce = Set.copyOf(specs);
    retireAllBut(inForce);
    IdentityHashMap<HandlerSpec, Deployment> next = new IdentityHashMap<>();
    specs.forEach(spec -> next.put(spec, deployed.get(spec)));
    named = next;
  }

  /** What a version is deployed as; null if it is out of service. */
  private @Nullable Deployment deployment(HandlerSpec spec) {
    Deployment known = named.get(spec);
    return known == null ? deployed.get(spec) : known;
  }

  private void retireAllBut(Set<HandlerSpec> wanted) {
    for (HandlerSpec spec : Set.copyOf(deployed.keySet())) {
      if (!wanted.contains(spec) && !inForce.contains(spec) && !before.contains(spec)) {
        retire(spec);
      }
    }
  }

  private Deployment started(HandlerSpec spec) throws HandlerProblem {
    try {
      Deployment next = new Deployment(spec, loader.load(spec), workers(), log, observer);
      next.warm();
      return next;
    } catch (HandlerProblem e) {
      throw new HandlerProblem(
          "the handler " + spec.id() + ": " + spec.located(e), e.line(), e.column());
    }
  }

  private void retire(HandlerSpec spec) {
    Deployment gone = deployed.remove(spec);
    if (gone != null) {
      gone.retire();
    }
  }

  private Workers workers() {
    Workers running = workers;
    if (running == null) {
      running = new Workers(workerCount, deployed::values);
      workers = running;
    }
    return running;
  }

  /**
   * Calls a handler.
   *
   * @param done told the verdict once, at the end of the handler's wall time at the latest: by a
   *     thread of the host, or by the caller before this returns; must not block, nor throw
   * @return for who does not want to wait any longer
   */
  public PendingCall call(HandlerSpec spec, HandlerEvent event, Consumer<Verdict> done) {
    Deployment deployment = deployment(spec);
    if (deployment == null) {
      done.accept(Verdict.Failed.of(HandlerFault.RETIRED));
      return PendingCall.ANSWERED;
    }
    return deployment.call(event, done);
  }

  /**
   * Calls a handler for another one, whose call waits for this.
   *
   * @param within that call, whose deadline holds, too
   * @param done as for the others
   */
  public PendingCall call(
      HandlerSpec spec, HandlerEvent event, Within within, Consumer<Verdict> done) {
    Deployment deployment = deployment(spec);
    if (deployment == null) {
      done.accept(Verdict.Failed.of(HandlerFault.RETIRED));
      return PendingCall.ANSWERED;
    }
    return deployment.call(event, within, done);
  }

  /**
   * Makes a call on this thread, an event loop, if the handler is one that {@link
   * HandlerSpec.RunOn#LOOP} is said of: then the verdict is there at once, and nothing waits.
   *
   * <p>The first calls on a thread are made elsewhere, until the thread has an instance of its own;
   * and all of them, once a call went beyond a limit here.
   *
   * @return null if it is not made here: {@link #call} makes it
   */
  public @Nullable Verdict callHere(HandlerSpec spec, HandlerEvent event) {
    if (spec.runOn() != HandlerSpec.RunOn.LOOP) {
      return null;
    }
    Deployment deployment = deployment(spec);
    return deployment == null ? null : deployment.callHere(event);
  }

  /**
   * Counts a call that cannot be made, as the message is not one that the handler can be asked
   * about.
   *
   * @return the verdict on it
   */
  public Verdict notAsked(HandlerSpec spec, Hook hook, HandlerFault fault) {
    Verdict verdict = Verdict.Failed.of(fault);
    observer.called(spec.id(), hook, verdict, 0);
    return verdict;
  }

  /** Threads that were given up, as what they run does not stop, and still run. */
  public int abandonedThreads() {
    Workers running = workers;
    return running == null ? 0 : running.abandoned();
  }

  /** Handlers in service. */
  public int deployed() {
    return deployed.size();
  }

  /** Handlers that are not run any more, as they could not be stopped. */
  public long disabled() {
    return deployed.values().stream().filter(Deployment::isDisabled).count();
  }

  /** Retires all handlers and ends the threads. */
  @Override
  public synchronized void close() {
    Set.copyOf(deployed.keySet()).forEach(this::retire);
    Workers running = workers;
    if (running != null) {
      running.close();
    }
  }
}
