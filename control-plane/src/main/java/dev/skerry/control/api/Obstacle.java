package dev.skerry.control.api;

/** Why a call does not reach its service. */
public enum Obstacle {
  /** Its content is longer than the service takes. */
  TOO_LARGE,
  /** Its content came too slowly for the memory that it held. */
  TOO_SLOW,
  /** As many calls are under way, or as much content waits, as may. */
  BUSY,
  /** The service failed; the log says why. */
  FAILED
}
