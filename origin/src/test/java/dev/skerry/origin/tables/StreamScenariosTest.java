package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.ForwardingEngine;
import dev.skerry.origin.engine.ForwardingFeed;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see of streams. */
class StreamScenariosTest {
  private RocksEngine engine;
  private TrimmedEngine trimmed;
  private Api api;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    trimmed = new TrimmedEngine(engine);
    api = new Api(trimmed);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** Pretends that the feed has been trimmed. */
  private static final class TrimmedEngine extends ForwardingEngine {
    Position oldest = Position.START;

    TrimmedEngine(Engine engine) {
      super(engine);
    }

    @Override
    public Feed feed() {
      return new ForwardingFeed(super.feed()) {
        @Override
        public FeedPage follow(Topic topic, Position after, int limit) {
          if (after.compareTo(oldest) < 0) {
            throw new EngineException.TooOld("trimmed");
          }
          return super.follow(topic, after, limit);
        }

        @Override
        public Position oldest() {
          return oldest;
        }
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "KEYS_ONLY,false,false",
    "NEW_IMAGE,false,true",
    "OLD_IMAGE,true,false",
    "NEW_AND_OLD_IMAGES,true,true"
  })
  void aStreamShowsItsViewOfEachChange(String view, boolean old, boolean now) {
    api.make("things", view);
    api.put("things", "a", 1, "one");
    api.put("things", "a", 2, "two");
    api.put("things", "a", 2, "two");
    api.delete("things", "a");
    api.delete("things", "a");
    String records = api.records(api.iterator(api.stream("things"), "TRIM_HORIZON"), 1000);
    assertThat(Api.members("eventName", records)).containsExactly("INSERT", "MODIFY", "REMOVE");
    assertThat(Api.members("StreamViewType", records)).hasSize(3).containsOnly(view);
    assertThat(Api.members("awsRegion", records)).hasSize(3).containsOnly("eu-west-1");
    assertThat(Api.members("eventID", records)).doesNotHaveDuplicates().hasSize(3);
    assertThat(Api.members("SequenceNumber", records)).isSorted().doesNotHaveDuplicates();
    String one = "{'h':{'S':'a'},'n':{'N':'1'},'x':{'S':'one'}}";
    String two = "{'h':{'S':'a'},'n':{'N':'2'},'x':{'S':'two'}}";
    assertThat(records.contains("'OldImage':" + one)).isEqualTo(old);
    assertThat(records.contains("'OldImage':" + two)).isEqualTo(old);
    assertThat(records.contains("'NewImage':" + one)).isEqualTo(now);
    assertThat(records.contains("'NewImage':" + two)).isEqualTo(now);
    assertThat(records).contains("'Keys':{'h':{'S':'a'}}").doesNotContain("userIdentity");
  }

  @Test
  void aStreamIsListedAndDescribedUntilADayAfterItWasDisabled() {
    api.make("other", "");
    api.make("things", "NEW_IMAGE");
    String arn = api.stream("things");
    assertThat(arn)
        .isEqualTo(
            "arn:aws:dynamodb:eu-west-1:123456789012:table/things/stream/2027-01-15T08:00:00.000");
    assertThat(api.ok("ListStreams", "{}"))
        .isEqualTo(
            "{'Streams':[{'StreamArn':'"
                + arn
                + "','TableName':'things','StreamLabel':'2027-01-15T08:00:00.000'}]}");
    assertThat(api.ok("ListStreams", "{'TableName':'other'}")).isEqualTo("{'Streams':[]}");
    assertThat(api.ok("DescribeStream", "{'StreamArn':'" + arn + "'}"))
        .contains(
            "'StreamStatus':'ENABLED'",
            "'KeySchema':[{'AttributeName':'h','KeyType':'HASH'}]",
            "'StartingSequenceNumber':'1")
        .doesNotContain("EndingSequenceNumber");
    api.put("things", "a", 1, "one");
    api.pass(Duration.ofHours(1));
    api.ok("UpdateTable", "{'TableName':'things','StreamSpecification':{'StreamEnabled':false}}");
    api.put("things", "b", 1, "one");
    String closed = api.ok("DescribeStream", "{'StreamArn':'" + arn + "'}");
    assertThat(closed).contains("'StreamStatus':'DISABLED'", "'EndingSequenceNumber':'1");
    String records = api.records(api.iterator(arn, "TRIM_HORIZON"), 1000);
    assertThat(Api.members("eventName", records)).containsExactly("INSERT");
    assertThat(Api.member("SequenceNumber", records))
        .isLessThanOrEqualTo(Api.member("EndingSequenceNumber", closed))
        .isGreaterThan(Api.member("StartingSequenceNumber", closed));
    assertThat(records).doesNotContain("NextShardIterator");
    api.pass(Duration.ofHours(24));
    assertThat(api.refused("DescribeStream", "{'StreamArn':'" + arn + "'}"))
        .contains(
            "ResourceNotFoundException",
            "Requested resource not found: Stream: " + arn + " not found");
    assertThat(api.ok("ListStreams", "{}")).isEqualTo("{'Streams':[]}");
    api.tables.upkeep().round();
    assertThat(api.ok("ListStreams", "{}")).isEqualTo("{'Streams':[]}");
  }

  @Test
  void aTableThatIsEnabledAgainHasAnotherStream() {
    api.make("things", "KEYS_ONLY");
    String first = api.stream("things");
    api.put("things", "a", 1, "one");
    api.pass(Duration.ofSeconds(1));
    assertThat(
            api.refused(
                "UpdateTable",
                "{'TableName':'things','StreamSpecification':"
                    + "{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}}"))
        .contains("Table already has an enabled stream: TableName: things");
    api.ok("UpdateTable", "{'TableName':'things','StreamSpecification':{'StreamEnabled':false}}");
    assertThat(
            api.refused(
                "UpdateTable",
                "{'TableName':'things','StreamSpecification':{'StreamEnabled':false}}"))
        .contains("Table has no stream to disable: TableName: things");
    api.put("things", "b", 1, "one");
    api.ok(
        "UpdateTable",
        "{'TableName':'things','StreamSpecification':"
            + "{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}}");
    api.put("things", "c", 1, "one");
    String second = api.stream("things");
    assertThat(second).isNotEqualTo(first);
    assertThat(api.records(api.iterator(second, "TRIM_HORIZON"), 1000))
        .contains("'Keys':{'h':{'S':'c'}}")
        .doesNotContain("'S':'a'", "'S':'b'");
    assertThat(Api.members("StreamArn", api.ok("ListStreams", "{}")))
        .containsExactly(first, second);
    String page = api.ok("ListStreams", "{'Limit':1}");
    assertThat(Api.member("LastEvaluatedStreamArn", page)).isEqualTo(first);
    assertThat(
            Api.members(
                "StreamArn", api.ok("ListStreams", "{'ExclusiveStartStreamArn':'" + first + "'}")))
        .containsExactly(second);
  }

  @Test
  void theStreamOfATableThatIsDeletedIsReadToItsEnd() {
    api.make("things", "NEW_AND_OLD_IMAGES");
    String arn = api.stream("things");
    String large = "z".repeat(200_000);
    api.put("things", "a", 1, large);
    api.ok("DeleteTable", "{'TableName':'things'}");
    assertThat(api.records(api.iterator(arn, "TRIM_HORIZON"), 1000))
        .contains(large)
        .doesNotContain("NextShardIterator");
    api.pass(Duration.ofSeconds(1));
    api.make("things", "NEW_IMAGE");
    assertThat(api.stream("things")).isNotEqualTo(arn);
  }

  @Test
  void iteratorsBeginWhereTheySay() {
    api.make("things", "KEYS_ONLY");
    String arn = api.stream("things");
    api.put("things", "a", 1, "");
    String latest = api.iterator(arn, "LATEST");
    api.put("things", "b", 1, "");
    api.put("things", "c", 1, "");
    String all = api.records(api.iterator(arn, "TRIM_HORIZON"), 1000);
    String middle = Api.members("SequenceNumber", all).get(1);
    assertThat(keys(api.records(latest, 1000))).containsExactly("b", "c");
    assertThat(keys(api.records(api.iterator(arn, at("AT", middle)), 1000)))
        .containsExactly("b", "c");
    assertThat(keys(api.records(api.iterator(arn, at("AFTER", middle)), 1000)))
        .containsExactly("c");
    String page = api.records(api.iterator(arn, "TRIM_HORIZON"), 2);
    assertThat(keys(page)).containsExactly("a", "b");
    page = api.records(Api.member("NextShardIterator", page), 2);
    assertThat(keys(page)).containsExactly("c");
    page = api.records(Api.member("NextShardIterator", page), 2);
    assertThat(keys(page)).isEmpty();
    api.put("things", "d", 1, "");
    assertThat(keys(api.records(Api.member("NextShardIterator", page), 2))).containsExactly("d");
  }

  private static String at(String type, String number) {
    return type + "_SEQUENCE_NUMBER','SequenceNumber':'" + number + "'";
  }

  private static List<String> keys(String records) {
    return Api.members("S", records);
  }

  @Test
  void aPageHasAMegabyteAtMostAndNothingIsLeftOut() {
    api.make("things", "NEW_IMAGE");
    for (int i = 0; i < 7; i++) {
      api.put("things", "k" + i, i, "z".repeat(300_000));
    }
    String page = api.records(api.iterator(api.stream("things"), "TRIM_HORIZON"), 1000);
    assertThat(Api.members("eventName", page)).hasSize(4);
    assertThat(Api.members("eventName", api.records(Api.member("NextShardIterator", page), 1000)))
        .hasSize(3);
  }

  @Test
  void anIteratorIsGoodForAQuarterOfAnHour() {
    api.make("things", "KEYS_ONLY");
    String iterator = api.iterator(api.stream("things"), "TRIM_HORIZON");
    api.pass(Duration.ofMinutes(15));
    assertThat(api.records(iterator, 1)).contains("'Records':[]");
    api.pass(Duration.ofMillis(1));
    assertThat(api.refused("GetRecords", "{'ShardIterator':'" + iterator + "'}"))
        .contains("com.amazonaws.dynamodb.v20120810#ExpiredIteratorException");
  }

  @Test
  void whatIsTrimmedIsSaidAndTheHorizonMovesOn() {
    api.make("things", "KEYS_ONLY");
    String arn = api.stream("things");
    api.put("things", "a", 1, "");
    String horizon = api.iterator(arn, "TRIM_HORIZON");
    String page = api.records(horizon, 1);
    String number = Api.member("SequenceNumber", page);
    api.put("things", "b", 1, "");
    trimmed.oldest = engine.feed().newest();
    api.put("things", "c", 1, "");
    assertThat(keys(api.records(horizon, 1))).containsExactly("c");
    assertThat(
            api.refused(
                "GetRecords", "{'ShardIterator':'" + Api.member("NextShardIterator", page) + "'}"))
        .contains("TrimmedDataAccessException");
    String shard = Api.member("ShardId", api.ok("DescribeStream", "{'StreamArn':'" + arn + "'}"));
    assertThat(
            api.refused(
                "GetShardIterator",
                "{'StreamArn':'%s','ShardId':'%s','ShardIteratorType':'%s}"
                    .formatted(arn, shard, at("AT", number))))
        .contains("TrimmedDataAccessException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DescribeStream | {} | Value null at 'streamArn' failed to satisfy constraint",
        "DescribeStream | {'StreamArn':'short'} | Member must have length greater than or equal"
            + " to 37",
        "DescribeStream | {'StreamArn':'arn:aws:dynamodb:eu-west-1:123456789012:table/things'} |"
            + " Invalid StreamArn",
        "GetRecords | {'ShardIterator':'nonsense'} | Invalid ShardIterator",
        "GetRecords | {'ShardIterator':'a-1-AAAA','Limit':1001} | less than or equal to 1000",
        "ListStreams | {'Limit':0} | greater than or equal to 1",
        "GetShardIterator | {'StreamArn':'arn:aws:dynamodb:eu-west-1:123456789012:table/things/"
            + "stream/2027-01-15T08:00:00.000','ShardId':'shardId-00000001400000000000-00000001',"
            + "'ShardIteratorType':'NEWEST'} | Member must satisfy enum value set",
        "UpdateTable | {'TableName':'things','StreamSpecification':{'StreamEnabled':true}} |"
            + " If stream is being enabled then UpdateViewType is required",
        "UpdateTable | {'TableName':'things','StreamSpecification':{'StreamViewType':"
            + "'NEW_IMAGE'}} | streamEnabled",
      })
  void refusalsSayWhatIsWrong(String operation, String body, String part) {
    api.make("things", "");
    assertThat(api.refused(operation, body)).contains(part);
  }
}
