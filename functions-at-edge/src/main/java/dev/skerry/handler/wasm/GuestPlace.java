package dev.skerry.handler.wasm;

import org.jspecify.annotations.Nullable;

/**
 * Where a guest waits from one call to the next, by which it may be gone: its memory is wanted for
 * others. Guests are kept and taken by one thread at a time; all else is safe for any thread.
 */
final class GuestPlace {
  private final KeptMemory memory;
  private final KeptMemory.Share share;

  // guarded by this, whose lock is taken within that of the memory and never around it
  private @Nullable Guest waiting;
  private long admitted;
  private long since;
  private boolean closed;

  /**
   * A place with nobody in it.
   *
   * @param share the module's
   */
  GuestPlace(KeptMemory memory, KeptMemory.Share share) {
    this.memory = memory;
    this.share = share;
  }

  KeptMemory.Share share() {
    return share;
  }

  /** The guest that was kept last; null if there is none any more. */
  synchronized @Nullable Guest take() {
    Guest taken = waiting;
    waiting = null;
    return taken;
  }

  /** Keeps a guest, if its memory may be kept. */
  void keep(Guest guest) {
    if (!put(guest) && !isClosed() && memory.admit(this, guest.octets())) {
      boolean _ = put(guest);
    }
  }

  private synchronized boolean put(Guest guest) {
    if (guest.octets() > admitted) {
      return false;
    }
    waiting = guest;
    since = System.nanoTime();
    return true;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** No guest is kept here any more. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    memory.leave(this);
  }

  /** How many octets may be kept here from now on; 0 sends away who is here. */
  synchronized void admitted(long octets) {
    admitted = octets;
    if (octets == 0) {
      waiting = null;
    }
  }

  /** When a guest was kept here last, in {@link System#nanoTime}. */
  synchronized long since() {
    return since;
  }
}
