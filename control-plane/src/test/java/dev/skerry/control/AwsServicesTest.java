package dev.skerry.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.Service;
import dev.skerry.control.api.UnservedService;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which service a signature is for. */
class AwsServicesTest {
  private static final Service TABLES = new Named("tables");
  private static final Service OBJECTS = new Named("objects");
  private static final Service TOKENS = new Named("tokens");
  private static final AwsServices SERVICES =
      new AwsServices(TABLES, OBJECTS, TOKENS, List.of("localhost"));

  private record Named(String name) implements Service {
    @Override
    public long contentBytesMax() {
      return 0;
    }

    @Override
    public Reply answer(Call call) {
      throw new IllegalStateException("not called");
    }

    @Override
    public Reply refuse(Request head, Obstacle why) {
      throw new IllegalStateException("not called");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Credential=AKIA/20260102/us-east-1/dynamodb/aws4_request, tables",
    "Credential=AKIA/20260102/us-east-1/s3/aws4_request, objects",
    "Credential=AKIA/20260102/us-east-1/s3express/aws4_request, objects",
    "Credential=AKIA/20260102/us-east-1/sts/aws4_request, tokens",
    "Credential=aws4_request/20260102/us-east-1/sts/aws4_request, tokens",
    "Credential=AKIA/20260102/us-east-1/sqs/aws4_request, unserved",
    "Credential=AKIA/20260102/us-east-1/S3/aws4_request, objects",
    "Credential=AKIA/20260102/us-east-1//aws4_request, objects",
    "sts/aws4_request, objects",
    "aws4_request, objects",
    "/aws4_request, objects",
    "%2F/aws4_request, objects",
    "Credential=AKIA/sts%2F/aws4_request, objects",
    "Credential=AKIA/2/r/a-name-that-has-more-than-32-octets/aws4_request, objects",
    "/aws4_request/aws4_request/sts/aws4_request, tokens",
  })
  void theScopeInTheFieldNamesIt(String authorization, String service) {
    assertThat(name(request(Fields.of(FieldNames.AUTHORIZATION, authorization), null)))
        .isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Credential=AKIA%2F20260102%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=0, tokens",
    "X-Amz-Credential=AKIA%2f20260102%2fus-east-1%2fdynamodb%2faws4_request, tables",
    "X-Amz-Credential=AKIA/20260102/us-east-1/sts/aws4_request, tokens",
    "Credential=AKIA/20260102/us-east-1/sts/aws4_request, objects",
  })
  void theScopeInTheQueryNamesItEncodedOrNot(String query, String service) {
    assertThat(name(request(new Fields(), query))).isEqualTo(service);
  }

  private static Request request(Fields fields, @Nullable String query) {
    return new Request("GET", "http", "localhost", "/bucket/key", query, fields);
  }

  private static String name(Request request) {
    return switch (SERVICES.of(request)) {
      case Named(String name) -> name;
      case UnservedService _ -> "unserved";
      case Service other -> other.toString();
    };
  }
}
