package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.text.EventText;
import dev.skerry.handler.text.ResultText;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Modules that are commands of WASI preview 1, as docs/handlers-wasm.md describes them: {@code
 * _start} runs once for each call, which finds the text of the event on its standard input and
 * writes the text of a result; what it writes to its standard error are lines of the log. A command
 * is run in an instance that is made for it and thrown away: it leaves itself in no state in which
 * it could be run again.
 */
final class CommandConvention implements Convention {
  private static final String START = "_start";

  private final HandlerSpec spec;
  private final Linker linker;
  private final WasiEnvironment environment;

  CommandConvention(HandlerSpec spec, WasmCode code) {
    this.spec = spec;
    this.linker = new Linker(code, spec);
    this.environment = new WasiEnvironment(spec.bindings());
  }

  /** Whether a module is of this convention; one that is of the other, too, is of that. */
  static boolean isSpokenBy(WasmCode code) {
    Set<String> functions = code.exported("()->");
    return functions.contains(START) && code.exportsMemory("memory");
  }

  /** Nothing of a command may run before it has its event. */
  @Override
  public void start(HostCall host) {
    var _ = linker.instance(host, Wasi.ofLibrary(host.log(), environment));
  }

  @Override
  public Verdict call(HandlerEvent event, HostCall host) {
    byte[] text = EventText.withOctets(event).getBytes(StandardCharsets.ISO_8859_1);
    int most = ResultText.mostOctets(spec.limits());
    CommandStreams streams = new CommandStreams(text, most, host.log());
    int code = exitCode(streams, host);
    if (streams.isTooMuch()) {
      return new Verdict.Failed(
          HandlerFault.RESULT_SIZE,
          "a result of more than %d bytes (body-bytes)".formatted(most),
          "");
    }
    if (code != 0) {
      return new Verdict.Failed(HandlerFault.EXCEPTION, "exit code " + code, "");
    }
    byte[] result = streams.result();
    return result.length == 0
        ? Unchanged.verdict(event)
        : ResultText.verdictOfOctets(event, result, spec.limits());
  }

  private int exitCode(CommandStreams streams, HostCall host) {
    try {
      linker.instance(host, new Wasi(streams, environment)).export(START).apply();
      return 0;
    } catch (Wasi.Exit exit) {
      return exit.code();
    }
  }
}
