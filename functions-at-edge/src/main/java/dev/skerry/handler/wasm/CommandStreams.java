package dev.skerry.handler.wasm;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import run.endive.runtime.Memory;

/** What one run of a command reads and writes: an event, a result that is bounded, and a log. */
final class CommandStreams implements Wasi.Streams {
  private static final int RESULT = 1;

  private final byte[] event;
  private final int most;
  private final ModuleLog log;
  private final ByteArrayOutputStream result = new ByteArrayOutputStream();
  private int read;
  private boolean isTooMuch;

  /**
   * Streams of one run.
   *
   * @param event its standard input
   * @param most the octets of its standard output that are kept
   */
  CommandStreams(byte[] event, int most, ModuleLog log) {
    this.event = event;
    this.most = most;
    this.log = log;
  }

  @Override
  public byte[] read(int most) {
    int from = read;
    // A length is unsigned, and more than there is anyhow.
    read += (int) Math.min(most & 0xffffffffL, event.length - from);
    return Arrays.copyOfRange(event, from, read);
  }

  /** Ends the command that writes more than is kept: what comes of it is no result any more. */
  @Override
  public void write(int descriptor, Memory memory, int at, int length) {
    if (descriptor != RESULT) {
      log.print(memory, at, length);
    } else if ((length & 0xffffffffL) <= most - result.size()) {
      result.writeBytes(Memories.read(memory, at, length));
    } else {
      isTooMuch = true;
      throw new Wasi.Exit(0);
    }
  }

  /** What it wrote to its standard output. */
  byte[] result() {
    return result.toByteArray();
  }

  /** Whether that is not all. */
  boolean isTooMuch() {
    return isTooMuch;
  }
}
