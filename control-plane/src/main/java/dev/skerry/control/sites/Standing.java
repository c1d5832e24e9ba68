package dev.skerry.control.sites;

/**
 * Which versions count.
 *
 * @param newest the highest number that was given, 0 for none
 * @param current what all edges are to have but the canaries of a rollout, 0 for none
 * @param rollout the version that is being rolled out, 0 for none
 */
public record Standing(long newest, long current, long rollout) {
  /** Of nothing. */
  static final Standing NONE = new Standing(0, 0, 0);
}
