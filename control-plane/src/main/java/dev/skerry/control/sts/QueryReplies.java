package dev.skerry.control.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.control.api.Reply;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.UUID;

/** Replies in the XML of AWS's query protocol. */
final class QueryReplies {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final int CLIENTS_FAULT_MAX = 499;

  private QueryReplies() {}

  /** The result of {@code GetCallerIdentity}: of an account itself, whose user id is its own. */
  static Reply result(String operation, String arn, String account) {
    String id = UUID.randomUUID().toString();
    return reply(
        200,
        id,
        """
        <%1$sResponse xmlns="%2$s"><%1$sResult>\
        <Arn>%3$s</Arn><UserId>%4$s</UserId><Account>%4$s</Account></%1$sResult>\
        <ResponseMetadata><RequestId>%5$s</RequestId></ResponseMetadata></%1$sResponse>
        """
            .formatted(operation, NAMESPACE, escaped(arn), escaped(account), id));
  }

  /** An error; the fault is the client's below 500. */
  static Reply error(int status, String code, String message) {
    String id = UUID.randomUUID().toString();
    return reply(
        status,
        id,
        """
        <ErrorResponse xmlns="%s"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>\
        <RequestId>%s</RequestId></ErrorResponse>
        """
            .formatted(
                NAMESPACE,
                status <= CLIENTS_FAULT_MAX ? "Sender" : "Receiver",
                code,
                escaped(message),
                id));
  }

  private static Reply reply(int status, String id, String xml) {
    Fields fields =
        Fields.of("x-amzn-requestid", id, FieldNames.CONTENT_TYPE, "text/xml;charset=utf-8");
    return new Reply(status, fields, xml.getBytes(UTF_8));
  }

  /** Characters that XML does not have become a question mark. */
  private static String escaped(String text) {
    StringBuilder xml = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        default -> xml.append(c < ' ' || c > '\uFFFD' || Character.isSurrogate(c) ? '?' : c);
      }
    }
    return xml.toString();
  }
}
