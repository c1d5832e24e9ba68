package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.text.EventText;
import dev.skerry.handler.text.ResultText;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Modules that are given the text of an event in their memory and give the text of a result, as
 * docs/handlers-wasm.md describes it: {@code skerry_alloc}, and a function for each hook or one
 * {@code handle} for all. An octet of the texts is an octet of the message.
 */
final class TextConvention implements Convention {
  static final String ALLOC = "skerry_alloc";
  static final String ALLOC_TYPE = "(i32)->i32";
  static final String HOOK_TYPE = "(i32,i32)->i64";

  private static final String ANY_HOOK = "handle";
  private static final String INITIALIZE = "_initialize";

  private final HandlerSpec spec;
  private final Linker linker;
  private final WasiEnvironment environment;
  private final Set<String> hooks;
  private final boolean initialized;
  private final GuestPlace kept;

  TextConvention(HandlerSpec spec, WasmCode code) {
    this.spec = spec;
    this.linker = new Linker(code, spec);
    this.environment = new WasiEnvironment(spec.bindings());
    this.hooks = code.exported(HOOK_TYPE);
    this.kept = new GuestPlace(KeptMemory.OF_PROCESS, code.kept());
    this.initialized = code.exported("()->").contains(INITIALIZE);
  }

  /** Whether a module is of this convention. */
  static boolean isSpokenBy(WasmCode code) {
    Set<String> hooks = code.exported(HOOK_TYPE);
    boolean any = hooks.contains(ANY_HOOK);
    for (Hook hook : Hook.OF_EXCHANGES) {
      any |= hooks.contains(function(hook));
    }
    return any && code.exported(ALLOC_TYPE).contains(ALLOC) && code.exportsMemory("memory");
  }

  private static String function(Hook hook) {
    return hook.token().replace('-', '_');
  }

  @Override
  public void start(HostCall host) {
    keep(guest(host));
  }

  /** The one that is kept, or a new one. Whoever has it gives it back if nothing went wrong. */
  private Guest guest(HostCall host) {
    Guest guest = kept.take();
    if (guest != null) {
      return guest;
    }
    Wasi wasi = Wasi.ofLibrary(host.log(), environment);
    return linker.guest(host, wasi, initialized ? INITIALIZE : null);
  }

  private void keep(Guest guest) {
    if (guest.end()) {
      kept.keep(guest);
    }
  }

  @Override
  public Verdict call(HandlerEvent event, HostCall host) {
    String name = function(event.hook());
    String hook = hooks.contains(name) ? name : ANY_HOOK;
    if (!hooks.contains(hook)) {
      return new Verdict.Failed(HandlerFault.EXCEPTION, "exports no function " + name, "");
    }
    Guest guest = guest(host);
    guest.begin();
    byte[] text = EventText.withOctets(event).getBytes(StandardCharsets.ISO_8859_1);
    int at = (int) guest.function(ALLOC).apply(text.length)[0];
    guest.memory().write(at, text);
    long packed = guest.function(hook).apply(at, text.length)[0];
    Verdict verdict = packed == 0 ? Unchanged.verdict(event) : result(event, guest, packed);
    keep(guest);
    return verdict;
  }

  @Override
  public void close() {
    kept.close();
  }

  /**
   * The verdict on what a hook gave.
   *
   * @param packed the result's place in the upper half, its length in the lower
   */
  private Verdict result(HandlerEvent event, Guest guest, long packed) {
    long length = packed & 0xffffffffL;
    if (length > ResultText.mostOctets(spec.limits())) {
      return new Verdict.Failed(
          HandlerFault.RESULT_SIZE, "a result of " + length + " bytes (body-bytes)", "");
    }
    byte[] text = Memories.read(guest.memory(), (int) (packed >>> 32), (int) length);
    return ResultText.verdictOfOctets(event, text, spec.limits());
  }
}
