package dev.skerry.control.sites;

import dev.skerry.edge.config.document.Problem;
import java.util.List;

/** Why a version was not made: a closed list. Nothing was changed. */
public abstract sealed class VersionException extends Exception {
  private static final long serialVersionUID = 1L;

  private VersionException(String message) {
    super(message, null, false, false);
  }

  /** The document is wrong. */
  public static final class Wrong extends VersionException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    Wrong(List<Problem> problems) {
      super(problems.size() + " problems in the configuration");
      this.problems = problems;
    }

    /** All that is wrong, at least one. */
    public List<Problem> problems() {
      return problems;
    }
  }

  /** Another version is current than the one that was to be replaced. */
  public static final class Outdated extends VersionException {
    private static final long serialVersionUID = 1L;

    Outdated(long current, String expected) {
      super("version %d is current, expected %s".formatted(current, expected));
    }
  }

  /** There is no such version. */
  public static final class Unknown extends VersionException {
    private static final long serialVersionUID = 1L;

    Unknown(long number) {
      super("there is no version %d, or its content is not kept any more".formatted(number));
    }
  }

  /** Too large to keep. */
  public static final class TooLarge extends VersionException {
    private static final long serialVersionUID = 1L;

    TooLarge(long bytes, long most) {
      super(
          "the configuration and its files have %d bytes, expected at most %d"
              .formatted(bytes, most));
    }
  }

  /** A rollout is under way. */
  public static final class Busy extends VersionException {
    private static final long serialVersionUID = 1L;

    Busy(long version) {
      super("version %d is being rolled out; wait for its end, or abort it".formatted(version));
    }
  }

  /** No rollout of that version is under way. */
  public static final class NoRollout extends VersionException {
    private static final long serialVersionUID = 1L;

    NoRollout(long version) {
      super(
          "version %d is not being rolled out, or its rollout has ended: GET /v1/rollouts tells"
              .formatted(version));
    }
  }

  /** Nobody is there that could be a canary. */
  public static final class NoCanary extends VersionException {
    private static final long serialVersionUID = 1L;

    NoCanary(String message) {
      super(message);
    }
  }
}
