package dev.skerry.edge.config;

/**
 * What an edge does that follows a control plane and has lost it.
 *
 * @param lostAfterMillis when it has heard nothing for so long, it has lost it
 * @param whenLost what becomes of what is stored from then on, until the edge is current again
 */
public record ControlPlaneSettings(long lostAfterMillis, WhenLost whenLost) {
  /** What becomes of what is stored. */
  public enum WhenLost {
    /** It is served as ever: what was purged meanwhile is, too. */
    SERVE,

    /** Nothing of it is served that the origin has not said is still right. */
    VALIDATE
  }
}
