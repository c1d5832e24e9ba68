package dev.skerry.control.fleet;

import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The edges that there are, how they are, and who of them is connected. May be used by any thread.
 *
 * <p>States are of this process: what an edge said to one before is not known until it says it
 * again, which it does when it comes.
 */
public final class Fleet implements AutoCloseable {
  private static final String STOPS = "the control plane stops";
  private static final String BLIND =
      "the control plane does not know what others have told its engine";

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final ConcurrentMap<String, EdgeState> states = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final List<Consumer<String>> dismissals = new CopyOnWriteArrayList<>();
  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
  private volatile Set<String> elsewhere = Set.of();
  private volatile Runnable follower = () -> {};
  private volatile boolean informed = true;
  private volatile boolean closed;

  /** A fleet of no edges, by the present's clock and nanoseconds. */
  public Fleet(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Has something done with the name of each edge that is not wanted any more; not to block. */
  public void whenDismissed(Consumer<String> listener) {
    dismissals.add(listener);
  }

  /** All edges, connected or not, in the order of their names. */
  public List<EdgeState> edges() {
    return List.copyOf(states.values());
  }

  /** An edge by its name. */
  public Optional<EdgeState> edge(String name) {
    return Optional.ofNullable(states.get(name));
  }

  /** How many can be told something now, by any control plane of the engine. */
  public int connected() {
    return (int) states.values().stream().filter(EdgeState::connected).count();
  }

  /** The edges that are connected to this process. */
  public List<EdgeState> here() {
    return sessions.keySet().stream().map(states::get).filter(Objects::nonNull).toList();
  }

  /** Whether an edge is connected to this process. */
  public boolean isHere(String edge) {
    return sessions.containsKey(edge);
  }

  /** Whether an edge is connected to another control plane of the engine, and not to this. */
  boolean isElsewhere(String edge) {
    return elsewhere.contains(edge) && !sessions.containsKey(edge);
  }

  /** Has something run whenever an edge that is connected here has changed; it must not block. */
  public void whenChanged(Runnable listener) {
    follower = listener;
  }

  /**
   * Which edges other control planes of the engine have, and how those are; of an edge that is
   * connected here nothing is taken over. By one thread at a time.
   */
  void elsewhere(Map<String, EdgeState> others) {
    Set<String> before = elsewhere;
    elsewhere = Set.copyOf(others.keySet());
    others.forEach(
        (edge, state) -> {
          if (!sessions.containsKey(edge) && !state.equals(states.put(edge, state))) {
            notice(state);
          }
        });
    for (String edge : before) {
      if (!others.containsKey(edge) && !sessions.containsKey(edge)) {
        EdgeState left =
            edge.contains("@")
                ? states.remove(edge) // which has no other life than that of its control plane
                : states.computeIfPresent(edge, (_, known) -> known.gone(clock.instant()));
        if (left != null) {
          notice(left.gone(clock.instant()));
        }
      }
    }
  }

  /**
   * Whether this control plane knows what all others of its engine have told edges. One that does
   * not cannot say that an edge is current: it lets all go, and takes nobody until it does again.
   */
  public void inform(boolean now) {
    informed = now;
    if (!now) {
      sessions.values().forEach(session -> session.end(BLIND));
    }
  }

  /** Whether it does. */
  public boolean isInformed() {
    return informed;
  }

  /** There is something new for all. Never blocks. */
  public void tellAll() {
    sessions.values().forEach(Session::wake);
  }

  /** There is something new for one; nothing where it is not connected. Never blocks. */
  public void tell(String edge) {
    Session session = sessions.get(edge);
    if (session != null) {
      session.wake();
    }
  }

  /**
   * Waits until all edges that are connected now have done something, or have gone.
   *
   * @param wanted whether an edge in this state has; called often, by any thread: only looks
   * @param atMost so long
   */
  public Answers await(Predicate<EdgeState> wanted, Duration atMost) throws InterruptedException {
    return await(new Wait(wanted, false, nanos), atMost);
  }

  /**
   * The same, where those that have gone are waited for, too, as they may come again: an edge that
   * gets its first configuration comes with a new connection when it has it.
   */
  public Answers awaitAlsoReturning(Predicate<EdgeState> wanted, Duration atMost)
      throws InterruptedException {
    return await(new Wait(wanted, true, nanos), atMost);
  }

  private Answers await(Wait wait, Duration atMost) throws InterruptedException {
    waits.add(wait);
    try {
      wait.begin(states.values());
      wait.await(atMost);
      return wait.answers(states.values());
    } finally {
      waits.remove(wait);
    }
  }

  /** Waits until all edges that are connected now have applied all purges up to a number. */
  public Answers awaitApplied(long sequence, Duration atMost) throws InterruptedException {
    return await(state -> state.applied() >= sequence, atMost);
  }

  /** There is an edge of that name, which may come. */
  public void know(String edge) {
    states.putIfAbsent(edge, EdgeState.unseen(edge));
  }

  /**
   * An edge is not wanted any more: it is told so, and let go. It is none of the fleet from now on;
   * nothing where it is none. Never blocks.
   */
  void dismiss(String edge) {
    EdgeState state = states.remove(edge);
    elsewhere =
        elsewhere.stream()
            .filter(other -> !other.equals(edge))
            .collect(Collectors.toUnmodifiableSet());
    Session session = sessions.get(edge);
    if (session != null) {
      session.revoke();
    }
    if (state != null) {
      changed(state.gone(clock.instant()));
    }
    dismissals.forEach(listener -> listener.accept(edge));
  }

  /** An edge has come, in place of what it was connected by before. */
  void enter(Session session, Hello hello) {
    Session before = sessions.put(session.edge(), session);
    if (before != null) {
      before.end("the edge has come anew");
    }
    changed(
        states.compute(
            session.edge(),
            (edge, known) ->
                (known == null ? EdgeState.unseen(edge) : known).come(hello, clock.instant())));
    if (session.ended() != null && !sessions.containsKey(session.edge())) {
      // It ended before it had come.
      update(session.edge(), state -> state.gone(clock.instant()));
    }
    if (closed) {
      session.end(STOPS);
    } else if (!informed) {
      session.end(BLIND);
    }
  }

  /** A session has ended. */
  void leave(Session session) {
    if (sessions.remove(session.edge(), session)) {
      update(session.edge(), state -> state.gone(clock.instant()));
    }
  }

  /**
   * An edge has reported.
   *
   * @return false where that session is not its session any more: then nothing is noted
   */
  boolean reported(Session session, Report report) {
    if (sessions.get(session.edge()) != session) {
      return false;
    }
    update(session.edge(), state -> state.after(report, clock.instant()));
    return true;
  }

  private void update(String edge, UnaryOperator<EdgeState> change) {
    EdgeState state = states.computeIfPresent(edge, (name, known) -> change.apply(known));
    if (state != null) {
      changed(state);
    }
  }

  private void changed(EdgeState state) {
    notice(state);
    follower.run();
  }

  private void notice(EdgeState state) {
    waits.forEach(wait -> wait.changed(state));
  }

  /** Lets all go that are connected, and whoever comes after that. */
  @Override
  public void close() {
    closed = true;
    sessions.values().forEach(session -> session.end(STOPS));
  }

  /** The session of an edge, null where it is not connected. */
  @Nullable Session session(String edge) {
    return sessions.get(edge);
  }
}
