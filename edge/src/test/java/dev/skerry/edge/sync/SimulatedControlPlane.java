package dev.skerry.edge.sync;

import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A control plane as far as purges go, which can forget, and be put back to an older state. */
final class SimulatedControlPlane {
  static final long BEAT = 5_000;

  /** A purge, when it was ordered, and before which fetches. */
  record Ordered(Purge purge, long step, long trueMillis) {}

  /** All purges of its present life, from number 1. */
  List<Ordered> log = new ArrayList<>();

  private long latest;
  private long latestAt;
  private long floor;
  private long floorAt;
  private List<Ordered> backup = List.of();
  private long backupLatest;
  private long backupLatestAt;
  private long backupFloor;
  private long backupFloorAt;
  int life;

  Ordered order(List<Selector> selectors, long step, long now) {
    Purge purge = new Purge(++latest, now, null, selectors, false);
    latestAt = now;
    Ordered ordered = new Ordered(purge, step, now);
    log.add(ordered);
    return ordered;
  }

  /** Forgets all purges up to now, as a log that was trimmed. */
  void trim() {
    floor = latest;
    floorAt = latestAt;
  }

  void backUp() {
    backup = List.copyOf(log);
    backupLatest = latest;
    backupLatestAt = latestAt;
    backupFloor = floor;
    backupFloorAt = floorAt;
  }

  /** Is as it was when it was backed up; whoever talks to it comes again. */
  void restore() {
    log = new ArrayList<>(backup);
    latest = backupLatest;
    latestAt = backupLatestAt;
    floor = backupFloor;
    floorAt = backupFloorAt;
    life++;
  }

  void restart() {
    life++;
  }

  long latest() {
    return latest;
  }

  Talk open(Hello hello, long now) {
    return new Talk(hello, now);
  }

  /** One connection: what is told next. */
  final class Talk {
    final int ofLife = life;

    /** The purges whose numbers are meant here. */
    final List<Ordered> ofLog = log;

    private final Deque<Directive> first = new ArrayDeque<>();
    private long cursor;
    private boolean current;
    private long toldAt;

    Talk(Hello hello, long now) {
      if (hello.applied() > latest) {
        latest = hello.applied() + 1;
        latestAt = now;
        floor = latest;
        floorAt = now;
      }
      first.add(new Directive.Welcome("cp", now, latest, latestAt, BEAT));
      cursor = hello.applied();
      if (!hello.controlPlane().equals("cp") || !hello.holds()) {
        cursor = latest;
      } else if (cursor < floor || !knows(hello)) {
        first.add(new Directive.Forgotten(latest, latestAt));
        cursor = latest;
      }
      toldAt = now;
    }

    private boolean knows(Hello hello) {
      return (hello.applied() == floor && hello.appliedAtMillis() == floorAt)
          || log.stream()
              .anyMatch(
                  o ->
                      o.purge().sequence() == hello.applied()
                          && o.purge().atMillis() == hello.appliedAtMillis());
    }

    /** All that there is to tell now. */
    List<Directive> next(long now) {
      List<Directive> told = new ArrayList<>(first);
      first.clear();
      if (cursor < floor) {
        cursor = floor;
        told.add(new Directive.Forgotten(floor, floorAt));
      }
      for (Ordered ordered : log) {
        if (ordered.purge().sequence() > cursor) {
          cursor = ordered.purge().sequence();
          told.add(new Directive.Order(ordered.purge()));
        }
      }
      if (!current) {
        current = true;
        told.add(new Directive.Current(latest));
      }
      if (told.isEmpty() && now - toldAt >= BEAT) {
        told.add(new Directive.Beat(now));
      }
      if (!told.isEmpty()) {
        toldAt = now;
      }
      return told;
    }
  }
}
