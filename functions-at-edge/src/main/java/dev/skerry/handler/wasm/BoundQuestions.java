package dev.skerry.handler.wasm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.BoundData.Answer;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.DataException;
import dev.skerry.http.Fields;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;

/**
 * What one call after the other asks of tables and buckets, as docs/handlers-wasm.md writes
 * questions and answers. The last answer is kept until the next question or the end of the call.
 */
final class BoundQuestions {
  private static final int NONE = -1;

  private final Bindings bindings;
  private BoundData data = BoundData.NOWHERE;
  private @Nullable Told told;

  /** An answer: lines, and what stands behind the last of them. */
  @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
  private record Told(byte[] lines, byte[] content) {
    int length() {
      return lines.length + content.length;
    }
  }

  BoundQuestions(Bindings bindings) {
    this.bindings = bindings;
  }

  /** A call begins, for which that one answers. */
  void begin(BoundData answering) {
    data = answering;
    told = null;
  }

  /** The call is over. */
  void end() {
    begin(BoundData.NOWHERE);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param name the binding's
   * @param question without the name; this keeps it
   */
  void ask(String name, byte[] question) {
    told = null;
    Question asked = QuestionOctets.read(bindings.kept(name), question);
    try {
      told = told(asked, data.ask(asked));
    } catch (DataException e) {
      if (e.code().equals(DataException.GIVEN_UP)) {
        throw new TrapException("the call is over");
      }
      told = failed(e);
    }
  }

  private static Told told(Question asked, Answer answer) {
    if (!answer.isDone()) {
      var _ = DataException.unlessDone(answer);
    }
    StringBuilder lines = new StringBuilder();
    switch (asked.operation()) {
      case "GET", "HEAD", "PUT" -> {
        Fields fields = ObjectFields.of(answer.fields());
        lines.append("object\n").append(fields.size()).append('\n');
        fields.forEach((name, value) -> lines.append(name + '\n' + value + '\n'));
      }
      default -> lines.append("done\n");
    }
    return new Told(lines.toString().getBytes(ISO_8859_1), answer.content());
  }

  private static Told failed(DataException e) {
    String lines = "failed\n" + e.code() + '\n';
    return new Told(lines.getBytes(UTF_8), String.valueOf(e.getMessage()).getBytes(UTF_8));
  }

  /** The length of the last answer, which is written if there is room for all of it; or -1. */
  int answer(Memory memory, int at, int room) {
    Told last = told;
    if (last == null) {
      return NONE;
    }
    if (last.length() <= (room & 0xffffffffL)) {
      memory.write(at, last.lines);
      memory.write(at + last.lines.length, last.content);
    }
    return last.length();
  }
}
