package dev.skerry.control.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.ReplyContent;
import dev.skerry.control.api.Service;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;

/**
 * S3 at a node whose engine's objects have their content in another node's data folder, or in a
 * bucket that it was not given: says so to each call.
 */
public final class ObjectsElsewhere implements Service {
  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Error><Code>ServiceUnavailable</Code><Message>The content of this database's objects is not\
       here: ask a node that has it.</Message></Error>\
      """;

  @Override
  public long contentBytesMax() {
    return 0;
  }

  @Override
  public Reply answer(Call call) {
    return refused();
  }

  @Override
  public Reply refuse(Request head, Obstacle why) {
    return refused();
  }

  private static Reply refused() {
    return new Reply(
        503,
        Fields.of(FieldNames.CONTENT_TYPE, "application/xml"),
        new ReplyContent.Octets(XML.getBytes(UTF_8)));
  }
}
