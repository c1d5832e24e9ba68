package dev.skerry.origin.engine.dump;

/** Who is told how far a dump is. Called by the thread that makes it, every few megabytes. */
@FunctionalInterface
public interface Progress {
  /** Nobody. */
  Progress NONE = done -> {};

  /** So much is done. */
  void at(Report done);
}
