package dev.skerry.handler.web;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is bound to the handlers of a warm-up: a table in which every key has the same item. */
public final class WarmUpData implements BoundData {
  /** The table, by its name in the handlers. */
  public static final Bindings BINDINGS = Bindings.of(Map.of("WARM", new Binding.Table("warm-up")));

  private static final byte[] ITEM =
      "{\"Item\":{\"id\":{\"S\":\"1\"},\"price\":{\"N\":\"9.50\"}}}"
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public Running begin(Question question, Done done) {
    done.answered(new Answer(200, Fields.EMPTY, ITEM));
    return () -> {};
  }

  @Override
  public boolean admits(Binding.Limit limit, String key) {
    return true;
  }

  @Override
  public void giveUp() {}
}
