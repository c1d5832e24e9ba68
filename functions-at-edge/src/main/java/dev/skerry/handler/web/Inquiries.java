package dev.skerry.handler.web;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.BoundData.Answer;
import dev.skerry.handler.BoundData.Question;
import dev.skerry.handler.DataException;
import dev.skerry.handler.text.DataText;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What the calls of one instance of a module ask of their edge: tables and buckets, other handlers,
 * caches. Each gives a number, under which the answer arrives; on the thread that runs the
 * instance.
 */
final class Inquiries {
  private static final byte[] NONE = {};

  private final Bindings bindings;
  private final DataText data;
  private final Arrivals arrivals;
  private final SubrequestCount count;

  Inquiries(Bindings bindings, DataText data, Arrivals arrivals, SubrequestCount count) {
    this.bindings = bindings;
    this.data = data;
    this.arrivals = arrivals;
    this.count = count;
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "askData", this::askData, "askHandler", this::askHandler, "askCache", this::askCache);
  }

  /** The binding's name, an operation, a key, a body; the text at once where it is counted only. */
  private Object askData(Arguments arguments) {
    String name = arguments.text(0);
    String operation = arguments.text(1);
    String key = arguments.text(2);
    if (operation.equals(DataText.LIMIT)) {
      return data.limit(name, key);
    }
    return asked(
        data.question(name, operation, key, arguments.text(3)),
        (awaited, answer) -> awaited.arrives(DataText.text(operation, answer), Arrivals.NOTHING));
  }

  /** The binding's name, a method, a URL, pairs of fields in lines, content or null. */
  private Object askHandler(Arguments arguments) {
    return asked(
        new Question(
            bindings.called(arguments.text(0)),
            arguments.text(1),
            arguments.text(2),
            Fetches.pairs(arguments.text(3)),
            octets(arguments, 4)),
        Inquiries::response);
  }

  /**
   * The cache's name, an operation, a URL, fields of the request; to put also a status, fields of
   * the response and its content.
   */
  private Object askCache(Arguments arguments) {
    boolean puts = arguments.count() > 4;
    Response response =
        puts ? new Response(arguments.number(4), Fetches.pairs(arguments.text(5))) : null;
    return asked(
        new Question(
            new BoundData.Cache(arguments.text(0)),
            arguments.text(1),
            arguments.text(2),
            Fetches.pairs(arguments.text(3)),
            puts ? octets(arguments, 6) : NONE,
            response),
        Inquiries::response);
  }

  private static byte[] octets(Arguments arguments, int index) {
    return arguments.isNull(index) ? NONE : arguments.octets(index);
  }

  private static void response(Arrivals.Awaited awaited, Answer answer) {
    awaited.arrives(
        Fetches.text(answer.status(), answer.fields()), ByteBuffer.wrap(answer.content()));
  }

  private int asked(Question question, BiConsumer<Arrivals.Awaited, Answer> arrives) {
    Arrivals.Awaited awaited = arrivals.add();
    String refusal = count.refusal();
    if (refusal != null) {
      DataException tooMany = new DataException(DataException.TOO_MANY, refusal);
      awaited.arrives(DataText.failed(tooMany), Arrivals.NOTHING);
      return awaited.number;
    }
    BoundData.Running running =
        data.asked()
            .begin(
                question,
                new BoundData.Done() {
                  @Override
                  public void answered(Answer answer) {
                    arrives.accept(awaited, answer);
                  }

                  @Override
                  public void failed(DataException why) {
                    awaited.arrives(DataText.failed(why), Arrivals.NOTHING);
                  }
                });
    awaited.endedBy(running::cancel);
    return awaited.number;
  }
}
