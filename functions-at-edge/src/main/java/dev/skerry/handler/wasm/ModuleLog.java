package dev.skerry.handler.wasm;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Memory;

/**
 * The log of one call after the other as a module writes it: octets of its memory, lines or what
 * has line feeds. Secrets that are bound are taken out of a line before it is cut.
 */
final class ModuleLog {
  private static final int PART_OCTETS = 4_096;

  private final Bindings bindings;
  private final CallLog lines;

  /** What was printed since the last line feed. */
  private final ByteArrayOutputStream unended = new ByteArrayOutputStream();

  /** How many line feeds are still looked at, so that also empty lines come to an end. */
  private long left;

  ModuleLog(CallLog lines) {
    this.bindings = lines.handler().bindings();
    this.lines = lines;
    this.left = lines.left();
  }

  /** Takes a line of a module's memory, behind what says its level. */
  void line(String level, Memory memory, int at, int length) {
    if (lines.left() > 0) {
      boolean isLonger = (length & 0xffffffffL) > most();
      byte[] octets = Memories.read(memory, at, isLonger ? most() : length);
      line(level + new String(octets, StandardCharsets.UTF_8), isLonger);
    }
  }

  /** Takes what a module prints, of which each line feed makes a line; empty ones are none. */
  void print(Memory memory, int at, int length) {
    long printed = 0;
    for (long all = length & 0xffffffffL; printed < all && isOpen(); printed += PART_OCTETS) {
      int part = (int) Math.min(all - printed, PART_OCTETS);
      for (byte octet : Memories.read(memory, (int) (at + printed), part)) {
        print(octet);
      }
    }
  }

  private boolean isOpen() {
    return left > 0 && lines.left() > 0;
  }

  private void print(byte octet) {
    if (octet == '\n') {
      end(false);
    } else if (isOpen() && unended.size() == most()) {
      end(true);
    } else if (isOpen()) {
      unended.write(octet);
    }
  }

  private void end(boolean isLonger) {
    byte[] octets = unended.toByteArray();
    unended.reset();
    left--;
    if (octets.length > 0) {
      line(new String(octets, StandardCharsets.UTF_8), isLonger);
    }
  }

  /** The octets that are looked at of a line: so many more that a secret at its cut is known. */
  private int most() {
    return (int) lines.left() + 1 + bindings.longestSecretOctets();
  }

  private void line(String text, boolean isLonger) {
    String shown = bindings.withoutSecrets(text);
    if (!isLonger) {
      lines.line("", shown);
      return;
    }
    // The last secret may have been read in part.
    int unknown = bindings.longestSecretOctets();
    lines.beginningOfLine(shown.substring(0, Math.max(0, shown.length() - unknown)));
  }

  /**
   * Writes what there is, and forgets it: the call is over.
   *
   * @param event what it was about; null for what ran before the first call
   */
  void end(HandlerLog log, @Nullable HandlerEvent event) {
    if (unended.size() > 0) {
      end(false);
    }
    if (event == null) {
      lines.writeTo(log, "");
    } else {
      lines.writeTo(log, event);
    }
    lines.clear();
    left = lines.left();
  }
}
