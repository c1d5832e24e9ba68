package dev.skerry.handler.wasm;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import run.endive.runtime.Memory;

/**
 * The environment of a module: the variables and secrets that are bound to it, as {@code name=text}
 * in UTF-8, each ended by a zero ({@code environ_get} of WASI preview 1).
 */
final class WasiEnvironment {
  /** Nothing. */
  static final WasiEnvironment NONE = new WasiEnvironment(Bindings.NONE);

  private final List<byte[]> entries;

  WasiEnvironment(Bindings bindings) {
    this.entries = bindings.byName().entrySet().stream().flatMap(WasiEnvironment::entry).toList();
  }

  private static Stream<byte[]> entry(Map.Entry<String, Binding> bound) {
    return switch (bound.getValue()) {
      case Binding.Variable variable -> Stream.of(octets(bound.getKey(), variable.text()));
      case Binding.Secret secret -> Stream.of(octets(bound.getKey(), secret.text()));
      default -> Stream.empty();
    };
  }

  private static byte[] octets(String name, String text) {
    return (name + '=' + text + '\0').getBytes(StandardCharsets.UTF_8);
  }

  /** Writes how many entries there are, and how many octets they have. */
  void sizes(Memory memory, int countAt, int octetsAt) {
    memory.writeI32(countAt, entries.size());
    memory.writeI32(octetsAt, entries.stream().mapToInt(entry -> entry.length).sum());
  }

  /** Writes where each entry is, and the entries. */
  void entries(Memory memory, int placesAt, int octetsAt) {
    int place = placesAt;
    int at = octetsAt;
    for (byte[] entry : entries) {
      memory.writeI32(place, at);
      memory.write(at, entry);
      place += Integer.BYTES;
      at += entry.length;
    }
  }
}
