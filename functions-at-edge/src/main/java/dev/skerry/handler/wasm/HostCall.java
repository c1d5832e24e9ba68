package dev.skerry.handler.wasm;

import dev.skerry.handler.BoundData;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import org.jspecify.annotations.Nullable;

/**
 * What the call that is under way has of the host: its log, and who answers its questions. One for
 * the calls of an instance, one after the other; nothing of a call is there for the next one.
 */
final class HostCall {
  private final ModuleLog log;
  private final BoundQuestions questions;

  HostCall(HandlerSpec spec) {
    this.log = new ModuleLog(new CallLog(spec));
    this.questions = new BoundQuestions(spec.bindings());
  }

  ModuleLog log() {
    return log;
  }

  BoundQuestions questions() {
    return questions;
  }

  /** A call begins. */
  void begin(BoundData answering) {
    questions.begin(answering);
  }

  /**
   * It is over.
   *
   * @param event what it was about; null for what ran before the first call
   */
  void end(HandlerLog lines, @Nullable HandlerEvent event) {
    questions.end();
    log.end(lines, event);
  }
}
