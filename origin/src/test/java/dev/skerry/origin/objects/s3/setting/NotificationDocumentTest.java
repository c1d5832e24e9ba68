package dev.skerry.origin.objects.s3.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.s3.setting.Notification.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What buckets are asked to tell, and whom. */
class NotificationDocumentTest {
  private static final String REGION = "us-east-1";
  private static final String QUEUE = "<Queue>arn:aws:sqs:us-east-1:123456789012:q</Queue>";
  private static final String TOPIC = "<Topic>arn:aws:sns:us-east-1:123456789012:t</Topic>";
  private static final String PUT = "<Event>s3:ObjectCreated:Put</Event>";

  private static NotificationDocument read(String inner) {
    return NotificationDocument.of(Documents.read(document(inner)), REGION);
  }

  /** Short words stand for what is in most documents. */
  private static String document(String inner) {
    String full =
        inner
            .replace("{queue}", QUEUE)
            .replace("{topic}", TOPIC)
            .replace("{put}", PUT)
            .replaceAll(
                "\\{(prefix|suffix)=([^}]*)}",
                "<FilterRule><Name>$1</Name><Value>$2</Value></FilterRule>")
            .replace("[", "<Filter><S3Key>")
            .replace("]", "</S3Key></Filter>");
    return "<NotificationConfiguration>" + full + "</NotificationConfiguration>";
  }

  private static String queue(String inner) {
    return "<QueueConfiguration>{queue}" + inner + "</QueueConfiguration>";
  }

  @Test
  void aDocumentSaysWhomToTellOfWhat() {
    NotificationDocument document =
        read(
            queue("<Id>one</Id><Event>s3:ObjectRemoved:*</Event>[{prefix=a/}{suffix=.jpg}]")
                + "<TopicConfiguration>{topic}{put}{put}</TopicConfiguration>");
    assertThat(document.isEmpty()).isFalse();
    assertThat(document.notifications()).hasSize(2);
    Notification topic = document.notifications().getFirst();
    assertThat(topic.kind()).isEqualTo(Kind.TOPIC);
    assertThat(topic.id()).isEmpty();
    assertThat(topic.events()).containsExactly("s3:ObjectCreated:Put");
    assertThat(topic.filter()).isEqualTo(KeyFilter.ALL);
    Notification queue = document.notifications().getLast();
    assertThat(queue.id()).contains("one");
    assertThat(queue.arn()).isEqualTo("arn:aws:sqs:us-east-1:123456789012:q");
    assertThat(queue.events())
        .containsExactly("s3:ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated");
    assertThat(queue.filter()).isEqualTo(new KeyFilter("a/", ".jpg"));
  }

  @Test
  void anEmptyDocumentTellsNobody() {
    assertThat(read("").isEmpty()).isTrue();
    assertThat(read("<EventBridgeConfiguration/>").isEmpty()).isFalse();
  }

  @Test
  void destinationsThatAreNotThereAreNamedEach() {
    assertThat(read(queue("{put}") + "<EventBridgeConfiguration/>").unknownDestinations())
        .satisfies(
            e ->
                assertThat(e.elements().values())
                    .containsExactly(
                        "arn:aws:sqs:us-east-1:123456789012:q",
                        "The destination queue does not exist",
                        "EventBridgeConfiguration",
                        "The destination event bus does not exist"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{put}[{prefix=a}] {put}[{prefix=b}]",
        "{put}[{suffix=.a}] {put}[{suffix=.b}]",
        "{put}[{prefix=a}{suffix=.a}] {put}[{prefix=ab}{suffix=.b}]",
        "{put} <Event>s3:ObjectRemoved:*</Event>",
        "{put} <Event>s3:ObjectCreated:Post</Event>",
      })
  void notificationsThatAreApartGoTogether(String both) {
    String[] each = both.split(" ", -1);
    assertThat(read(queue(each[0]) + queue(each[1])).notifications()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{put} | {put} | Configurations overlap.",
        "{put} | <Event>s3:ObjectCreated:*</Event> | Configurations overlap.",
        "{put} | {put}[{prefix=a}] | Configuration is ambiguously defined.",
        "{put}[{prefix=a}] | {put}[{prefix=ab}] | Configuration is ambiguously defined.",
        "{put}[{suffix=g}] | {put}[{suffix=.jpg}] | Configuration is ambiguously defined.",
        "{put}[{prefix=a}] | {put}[{suffix=b}] | Configuration is ambiguously defined.",
        "<Id>a</Id>{put}[{prefix=a}] | <Id>a</Id>{put}[{prefix=b}] | Same ID used for multiple",
      })
  void twoThatTellOfOneEventAreRefused(String one, String other, String message) {
    assertRefused(queue(one) + queue(other), "InvalidArgument", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Other/> | MalformedXML | ''",
        "<QueueConfiguration>{put}</QueueConfiguration> | MalformedXML | ''",
        "<QueueConfiguration>{queue}</QueueConfiguration> | MalformedXML | ''",
        "<QueueConfiguration>{queue}{topic}{put}</QueueConfiguration> | MalformedXML | ''",
        "<EventBridgeConfiguration/><EventBridgeConfiguration/> | MalformedXML | ''",
        "<QueueConfiguration>{queue}{put}[<Other/>]</QueueConfiguration> | MalformedXML | ''",
        "<QueueConfiguration>{queue}{put}[{prefix=a}{prefix=b}]</QueueConfiguration>"
            + " | InvalidArgument | Cannot specify more than one prefix rule in a filter.",
        "<QueueConfiguration>{queue}{put}[<FilterRule><Name>infix</Name><Value>a</Value>"
            + "</FilterRule>]</QueueConfiguration>"
            + " | InvalidArgument | filter rule name must be either prefix or suffix",
        "<QueueConfiguration><Queue>q</Queue>{put}</QueueConfiguration>"
            + " | InvalidArgument | The ARN is not well formed",
        "<QueueConfiguration><Queue>arn:aws:sns:us-east-1:1:t</Queue>{put}</QueueConfiguration>"
            + " | InvalidArgument | The ARN is not well formed",
        "<QueueConfiguration><Queue>arn:aws:sqs:eu-west-1:1:q</Queue>{put}</QueueConfiguration>"
            + " | InvalidArgument | The notification destination service region is not valid",
      })
  void whatCannotBeIsRefused(String inner, String code, String message) {
    assertRefused(inner, code, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3:*", "s3:ObjectCreated", "s3:ObjectCreated:put", "s3:ObjectAcl:*", "*", ""})
  void anEventThatIsNotOfTheListIsRefused(String name) {
    assertRefused(
        queue("<Event>" + name + "</Event>"),
        "InvalidArgument",
        "A specified event is not supported for notifications.");
  }

  @Test
  void whatIsTooLongOrTooManyIsRefused() {
    assertRefused(queue("<Id>" + "i".repeat(256) + "</Id>{put}"), "InvalidArgument", "ID length");
    assertRefused(queue("{put}[{prefix=" + "é".repeat(513) + "}]"), "InvalidArgument", "Size of");
    assertRefused(queue("{put}").repeat(101), "InvalidArgument", "101 notification");
  }

  private static void assertRefused(String inner, String code, String message) {
    Documents.assertRefused(
        document(inner), code, message, document -> NotificationDocument.of(document, REGION));
  }
}
