package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.TablesSettings;
import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARNs by which some operations name tables and streams, and what of them is refused. */
final class ResourceArns {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final Pattern TABLE_OR_STREAM =
      Pattern.compile("arn:aws:dynamodb:([^:]+):(\\d+):table/([^/]{3,255})(?:/stream/([^/]+))?");

  private final TablesSettings settings;

  ResourceArns(TablesSettings settings) {
    this.settings = settings;
  }

  /**
   * What an ARN names.
   *
   * @param label of a stream, or empty for the table itself
   */
  record Resource(String table, String label) {}

  /** The table or stream of an ARN that may have tags. */
  Resource taggable(String arn) {
    Matcher resource = resource(arn);
    if (!resource.group(1).equals(settings.region())) {
      throw TableException.validation(
          "Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    }
    if (!resource.group(2).equals(settings.account())) {
      throw new TableException(ErrorType.ACCESS_DENIED, "Access is denied");
    }
    return named(resource);
  }

  /** The table or stream of an ARN that may have a policy. */
  Resource withPolicy(String arn) {
    Matcher resource = resource(arn);
    if (!resource.group(1).equals(settings.region())) {
      throw invalid("Invalid resource Arn: " + arn);
    }
    if (!resource.group(2).equals(settings.account())) {
      throw TableException.validation(
          "This action is only supported by accounts that match the resource owner’s account.");
    }
    return named(resource);
  }

  private static Matcher resource(String arn) {
    if (!arn.startsWith("arn:")) {
      throw invalid("ARNs must start with 'arn:': " + arn);
    }
    Matcher resource = TABLE_OR_STREAM.matcher(arn);
    if (!resource.matches()) {
      throw arn.contains("/index/")
          ? invalid(
              "Invalid resource arn provided, only table or stream is accepted. Provided resource"
                  + " arn: "
                  + arn)
          : invalid("Provided Arn is not a DynamoDB resource arn: " + arn);
    }
    return resource;
  }

  private static Resource named(Matcher resource) {
    String label = resource.group(4);
    return new Resource(resource.group(3), label == null ? "" : label);
  }

  private static TableException invalid(String text) {
    return TableException.validation(INVALID + text);
  }
}
