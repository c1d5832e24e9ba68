package dev.skerry.edge.sync;

/**
 * What an edge says first when it comes to a control plane.
 *
 * @param software the version of its program
 * @param controlPlane the one whose purges {@code applied} counts, as its {@link Directive.Welcome}
 *     named it; empty for none
 * @param version of the configuration in force, 0 for none of that control plane's
 * @param content what that version's bundle is told from others by, {@link
 *     dev.skerry.edge.config.document.Bundle#sha256}; empty for version 0. A control plane that was
 *     put back to an older state gives numbers again, for other configurations
 * @param applied the number of the newest purge that it has applied, 0 for none
 * @param appliedAtMillis when that one was ordered, as it was told; 0 if that is not known. A
 *     control plane whose purge of that number was ordered at another moment has been put back to
 *     an older state meanwhile: it does not know what this edge has missed
 * @param holds whether it has anything stored that was fetched before; one that has not needs to be
 *     told no purge of before
 * @param startedAtMillis when its process started, milliseconds since the epoch
 */
public record Hello(
    String software,
    String controlPlane,
    long version,
    String content,
    long applied,
    long appliedAtMillis,
    boolean holds,
    long startedAtMillis) {
  /** The same with another version in force. */
  public Hello withVersion(long newVersion, String newContent) {
    return new Hello(
        software,
        controlPlane,
        newVersion,
        newContent,
        applied,
        appliedAtMillis,
        holds,
        startedAtMillis);
  }
}
