package dev.skerry.handler.wasm;

/**
 * Room on the stack of a thread for what the host does. Handler code may call the host at any
 * depth: what runs out of stack in the middle of the host's code could leave a lock taken or a
 * class half made, for everybody.
 */
public final class StackRoom {
  /** Of frames that are as small as any; ordinary ones are several times as large. */
  private static final int FRAMES = 1_000;

  private StackRoom() {}

  /**
   * Returns where there is room.
   *
   * @throws StackOverflowError if there is not; nothing has been done then
   */
  public static void ensure() {
    if (descend(FRAMES) < 0) {
      throw new IllegalStateException("a depth is not negative");
    }
  }

  /** Looks at what the deeper call gives, so that it is no loop. */
  private static int descend(int frames) {
    return frames == 0 ? 0 : descend(frames - 1) + 1;
  }
}
