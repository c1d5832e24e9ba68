package dev.skerry.handler.text;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.BoundData.Answer;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.DataException;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;

/**
 * Tables and buckets as {@code data.js} asks them: a question and its answer are texts, of lines
 * and, behind the last of them, of content. Octets are characters, one for each. Used by one thread
 * at a time, but for {@link #giveUp}.
 */
public final class DataText {
  /** The file's name, for stacks. */
  public static final String FILE = "data.js";

  /**
   * An expression: a function of {@link #ask} and of an object that reads and writes octets; it
   * gives what makes the objects of bindings.
   */
  public static final String SOURCE = LibraryFile.read(DataText.class, FILE);

  /** The operation that counts. */
  public static final String LIMIT = "LIMIT";

  private final Bindings bindings;
  private volatile BoundData data = BoundData.NOWHERE;

  /** Asks for what is bound, of nobody yet. */
  public DataText(Bindings bindings) {
    this.bindings = bindings;
  }

  /** A call begins, for which that one answers. */
  public void begin(BoundData answering) {
    data = answering;
  }

  /** What the call that is under way asks. */
  public BoundData asked() {
    return data;
  }

  /** Ends the waiting of the call that is under way. Any thread. */
  public void giveUp() {
    data.giveUp();
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param name the binding's
   * @param operation of the table API, or a bucket's; {@link #LIMIT}
   * @param key of an object, or what is counted; empty for all else
   * @param body JSON; of an object that is put the number of its fields, a line for each name and
   *     each value, and its content
   * @return {@code done} and its content; {@code object}, the number of its fields, a line for each
   *     name and each value, and its content; {@code refused} and JSON; or {@code failed}, a code
   *     and a message
   */
  public String ask(String name, String operation, String key, String body) {
    if (operation.equals(LIMIT)) {
      return limit(name, key);
    }
    try {
      return text(operation, data.ask(question(name, operation, key, body)));
    } catch (DataException e) {
      return failed(e);
    }
  }

  /**
   * Counts one more for a key.
   *
   * @return {@code done}, and {@code within} if it is
   */
  public String limit(String name, String key) {
    return bindings.during(data).limiter(name).admits(key) ? "done\nwithin" : "done\n";
  }

  /** What {@link #ask} says of an answer to a table's or a bucket's operation. */
  public static String text(String operation, Answer answer) {
    if (!answer.isDone()) {
      return "refused\n" + utf8(answer);
    }
    return switch (operation) {
      case "GET", "HEAD", "PUT" -> object(answer);
      default -> "done\n" + utf8(answer);
    };
  }

  /** What it says where there is none. */
  public static String failed(DataException e) {
    return "failed\n" + e.code() + '\n' + e.getMessage();
  }

  /** The question that {@link #ask} asks. */
  public Question question(String name, String operation, String key, String body) {
    if (!operation.equals("PUT")) {
      return new Question(
          bindings.kept(name), operation, key, Fields.EMPTY, body.getBytes(StandardCharsets.UTF_8));
    }
    int at = body.indexOf('\n');
    int left = Integer.parseInt(body.substring(0, at));
    Fields fields = new Fields();
    for (; left > 0; left--) {
      int middle = body.indexOf('\n', at + 1);
      int end = body.indexOf('\n', middle + 1);
      fields.add(body.substring(at + 1, middle), body.substring(middle + 1, end));
      at = end;
    }
    byte[] content = body.substring(at + 1).getBytes(StandardCharsets.ISO_8859_1);
    return new Question(bindings.kept(name), operation, key, fields, content);
  }

  private static String utf8(Answer answer) {
    return new String(answer.content(), StandardCharsets.UTF_8);
  }

  private static String object(Answer answer) {
    StringBuilder text = new StringBuilder("object\n").append(answer.fields().size()).append('\n');
    answer.fields().forEach((name, value) -> text.append(name + '\n' + value + '\n'));
    return text.append(new String(answer.content(), StandardCharsets.ISO_8859_1)).toString();
  }
}
