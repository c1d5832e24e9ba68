package dev.skerry.origin.objects.s3.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.LifecycleRule;
import dev.skerry.origin.objects.LifecycleRule.Expiration;
import dev.skerry.origin.objects.LifecycleRule.Filter;
import dev.skerry.origin.objects.LifecycleRule.Noncurrent;
import dev.skerry.origin.objects.Tag;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lifecycle configurations. */
class LifecycleDocumentTest {
  private static final String DAY = "<Expiration><Days>1</Days></Expiration>";
  private static final String HEAD = "<Filter/><Status>Enabled</Status>";

  private static LifecycleDocument read(XmlNode document) {
    return LifecycleDocument.of(document, () -> "made", false);
  }

  private static String configuration(String rules) {
    return "<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Prefix>a/</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>",
        "<Filter></Filter><Status>Disabled</Status><Expiration><Date>2026-01-02T00:00:00.000Z"
            + "</Date></Expiration>",
        "<Filter><Prefix></Prefix></Filter><Status>Enabled</Status><Expiration>"
            + "<ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>",
        "<Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status><Expiration>"
            + "<ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration>",
        "<Filter><Tag><Key>k</Key><Value></Value></Tag></Filter><Status>Enabled</Status>"
            + "<NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays>"
            + "<NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>",
        "<Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter><Status>Enabled</Status>"
            + "<NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays>"
            + "</NoncurrentVersionExpiration>",
        "<Filter><And><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>l</Key>"
            + "<Value>v</Value></Tag><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>"
            + "<ObjectSizeLessThan>5000000000000</ObjectSizeLessThan></And></Filter>"
            + "<Status>Enabled</Status><Expiration><Days>36500</Days></Expiration>",
        "<Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status>"
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload>",
        "<Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status>"
            + "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>"
            + "<Transition><Days>60</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + "<NoncurrentVersionTransition><NoncurrentDays>0</NoncurrentDays>"
            + "<NewerNoncurrentVersions>3</NewerNoncurrentVersions>"
            + "<StorageClass>DEEP_ARCHIVE</StorageClass></NoncurrentVersionTransition>",
        "<Filter></Filter><Status>Enabled</Status><Transition><Date>2026-01-02T00:00:00.000Z</Date>"
            + "<StorageClass>GLACIER_IR</StorageClass></Transition>",
      })
  void aConfigurationIsAnsweredAsItWasSet(String rule) {
    Documents.assertKept(
        "LifecycleConfiguration",
        "<Rule><ID>a</ID>" + rule + "</Rule>",
        document -> read(document).document());
  }

  @Test
  void aRuleWithoutANameGetsOneAndThoseInForceAreTheKernels() {
    LifecycleDocument read =
        read(
            Documents.read(
                configuration(
                    """
                    <Rule><Filter><And><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>
                      <ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>
                      <Status>Enabled</Status><Expiration><Date>2026-01-02</Date></Expiration>
                      <NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays>
                      <NewerNoncurrentVersions>2</NewerNoncurrentVersions>
                      </NoncurrentVersionExpiration></Rule>
                    <Rule><ID>off</ID><Prefix/><Status>Disabled</Status>
                      <Expiration><Days>1</Days></Expiration></Rule>
                    <Rule><ID>uploads</ID><Prefix>u</Prefix><Status>Enabled</Status>
                      <AbortIncompleteMultipartUpload><DaysAfterInitiation>4</DaysAfterInitiation>
                      </AbortIncompleteMultipartUpload></Rule>
                    """)));
    assertThat(read.entries()).hasSize(3);
    assertThat(read.inForce())
        .containsExactly(
            new LifecycleRule(
                "made",
                new Filter("a", List.of(new Tag("k", "v")), null, 9L),
                new Expiration(0, Instant.parse("2026-01-02T00:00:00Z"), false),
                new Noncurrent(3, 2),
                0),
            new LifecycleRule("uploads", Filter.of("u"), null, null, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | MalformedXML | \"\"",
        "<Status>Enabled</Status>DAY | MalformedXML | \"\"",
        "<Filter/><Prefix/><Status>Enabled</Status>DAY | MalformedXML | \"\"",
        "<Filter/><Status>enabled</Status>DAY | MalformedXML | \"\"",
        "<Filter/>DAY | MalformedXML | \"\"",
        "HEAD<Other/>DAY | MalformedXML | \"\"",
        "HEAD | InvalidRequest | At least one action needs to be specified in a rule",
        "HEAD<Expiration/> | MalformedXML | \"\"",
        "HEAD<Expiration><Days>1</Days><Date>2026-01-01</Date></Expiration> | MalformedXML | \"\"",
        "HEAD<Expiration><Days>x</Days></Expiration> | MalformedXML | \"\"",
        "HEAD<Expiration><Days>0</Days></Expiration> | InvalidArgument"
            + " | 'Days' for Expiration action must be a positive integer",
        "HEAD<Expiration><Days>-1</Days></Expiration> | InvalidArgument | \"\"",
        "HEAD<Expiration><Date>20260101</Date></Expiration> | MalformedXML | \"\"",
        "HEAD<Expiration><Date>2026-01-01T01:00:00Z</Date></Expiration> | InvalidArgument"
            + " | 'Date' must be at midnight GMT",
        "HEAD<NoncurrentVersionExpiration/> | MalformedXML | \"\"",
        "HEAD<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
            + "<NewerNoncurrentVersions>101</NewerNoncurrentVersions>"
            + "</NoncurrentVersionExpiration> | InvalidArgument | \"\"",
        "HEAD<AbortIncompleteMultipartUpload><DaysAfterInitiation>0</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload> | InvalidArgument | \"\"",
        "HEAD<Transition><Days>1</Days></Transition> | MalformedXML | \"\"",
        "HEAD<Transition><StorageClass>GLACIER</StorageClass></Transition> | MalformedXML | \"\"",
        "HEAD<Transition><Days>1</Days><StorageClass>STANDARD</StorageClass></Transition>"
            + " | MalformedXML | \"\"",
        "HEAD<Transition><Days>-1</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + " | InvalidArgument | 'Days' for Transition action must be nonnegative",
        "HEAD<Transition><Days>29</Days><StorageClass>STANDARD_IA</StorageClass></Transition> |"
            + " InvalidArgument | 'Days' in Transition action must be greater than or equal to 30",
        "HEAD<Transition><Days>9</Days><StorageClass>GLACIER</StorageClass></Transition><Transition><Days>10</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + " | InvalidRequest | 'StorageClass' must be different for 'Transition' actions",
        "HEAD<Transition><Days>40</Days><StorageClass>GLACIER</StorageClass></Transition><Transition><Days>40</Days><StorageClass>STANDARD_IA</StorageClass></Transition>"
            + " | InvalidArgument | 'Transition' actions must move objects to storage class"
            + " 'GLACIER' later than to 'STANDARD_IA'",
        "HEAD<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>DAY"
            + " | InvalidArgument | The Expiration action must be later",
        "HEAD<Transition><Date>2026-01-01</Date><StorageClass>GLACIER</StorageClass></Transition>DAY"
            + " | InvalidRequest | Found mixed 'Date' and 'Days' based",
        "HEAD<NoncurrentVersionTransition><StorageClass>GLACIER</StorageClass>"
            + "</NoncurrentVersionTransition> | MalformedXML | \"\"",
        "<Filter><Prefix>a</Prefix><ObjectSizeLessThan>1</ObjectSizeLessThan></Filter>"
            + "<Status>Enabled</Status>DAY | MalformedXML | \"\"",
        "<Filter><And><Prefix>a</Prefix></And></Filter><Status>Enabled</Status>DAY"
            + " | MalformedXML | \"\"",
        "<Filter><And><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>"
            + "<ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter><Status>Enabled</Status>DAY"
            + " | InvalidRequest | 'ObjectSizeLessThan' has to be a value greater",
        "<Filter><And><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>a</Key><Value>c</Value>"
            + "</Tag></And></Filter><Status>Enabled</Status>DAY"
            + " | InvalidRequest | Duplicate Tag Keys are not allowed.",
        "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><Status>Enabled</Status>"
            + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
            + " | InvalidRequest | ExpiredObjectDeleteMarker cannot be specified with Tags.",
        "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><Status>Enabled</Status>"
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload> | InvalidRequest"
            + " | AbortIncompleteMultipartUpload cannot be specified with Tags.",
      })
  void whatCannotBeIsRefused(String rule, String code, String message) {
    String whole = "<Rule>" + rule.replace("DAY", DAY).replace("HEAD", HEAD) + "</Rule>";
    Documents.assertRefused(
        configuration(whole), code, message, document -> assertThat(read(document)).isNull());
  }

  @Test
  void whatIsKeptSaysWhetherSmallObjectsGoToArchives() {
    XmlNode sent =
        Documents.read(
            configuration(
                "<Rule><ID>a</ID>"
                    + HEAD
                    + "<Transition><Days>0</Days><StorageClass>GLACIER</StorageClass></Transition>"
                    + "</Rule>"));
    for (boolean small : new boolean[] {true, false}) {
      LifecycleDocument document = LifecycleDocument.of(sent, () -> "made", small);
      assertThat(LifecycleDocument.ofKept(XmlReader.read(document.kept()))).isEqualTo(document);
      assertThat(document.inForce().getFirst().moves().smallToArchives()).isEqualTo(small);
    }
  }

  @Test
  void twoRulesHaveNotOneName() {
    String rule = "<Rule><ID>a</ID>" + HEAD + DAY + "</Rule>";
    Documents.assertRefused(
        configuration(rule + rule),
        "InvalidArgument",
        "Rule ID must be unique",
        document -> assertThat(read(document)).isNull());
    String unnamed = "<Rule><ID>" + "x".repeat(256) + "</ID>" + HEAD + DAY + "</Rule>";
    Documents.assertRefused(
        configuration(unnamed),
        "InvalidArgument",
        "ID length should not exceed allowed limit of 255",
        document -> assertThat(read(document)).isNull());
  }
}
