package dev.skerry.origin.objects.s3.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Websites of buckets. */
class WebsiteDocumentTest {
  private static final String INDEX = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        INDEX,
        INDEX + "<ErrorDocument><Key>errors/404.html</Key></ErrorDocument>",
        "<RedirectAllRequestsTo><HostName>a.example</HostName></RedirectAllRequestsTo>",
        "<RedirectAllRequestsTo><HostName>a.example</HostName><Protocol>https</Protocol>"
            + "</RedirectAllRequestsTo>",
        INDEX
            + "<RoutingRules><RoutingRule><Condition><KeyPrefixEquals>a/</KeyPrefixEquals>"
            + "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition>"
            + "<Redirect><Protocol>http</Protocol><HostName>b.example</HostName>"
            + "<ReplaceKeyPrefixWith>b/</ReplaceKeyPrefixWith><HttpRedirectCode>302"
            + "</HttpRedirectCode></Redirect></RoutingRule><RoutingRule><Redirect>"
            + "<ReplaceKeyWith>c</ReplaceKeyWith></Redirect></RoutingRule></RoutingRules>",
      })
  void aConfigurationIsAnsweredAsItWasSet(String inner) {
    Documents.assertKept(
        "WebsiteConfiguration", inner, document -> WebsiteDocument.of(document).document());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | InvalidArgument | A value for IndexDocument Suffix must be provided",
        "<Other/> | MalformedXML | ''",
        "<IndexDocument/> | MalformedXML | ''",
        "<IndexDocument><Suffix></Suffix></IndexDocument> | InvalidArgument"
            + " | The IndexDocument Suffix is not well formed",
        "<IndexDocument><Suffix>a/b</Suffix></IndexDocument> | InvalidArgument | ''",
        "INDEX<ErrorDocument/> | MalformedXML | ''",
        "INDEX<RedirectAllRequestsTo><HostName>a</HostName></RedirectAllRequestsTo>"
            + " | InvalidRequest | RedirectAllRequestsTo cannot be provided in conjunction",
        "<RedirectAllRequestsTo/> | MalformedXML | ''",
        "<RedirectAllRequestsTo><HostName>a</HostName><Protocol>ftp</Protocol>"
            + "</RedirectAllRequestsTo> | InvalidRequest | Invalid protocol",
        "INDEX<RoutingRules/> | MalformedXML | ''",
        "INDEX<RoutingRules><RoutingRule/></RoutingRules> | MalformedXML | ''",
        "INDEX<RoutingRules><RoutingRule><Redirect/></RoutingRule></RoutingRules>"
            + " | MalformedXML | ''",
        "INDEX<RoutingRules><RoutingRule><Condition/><Redirect><HostName>a</HostName></Redirect>"
            + "</RoutingRule></RoutingRules> | InvalidRequest | Condition cannot be empty.",
        "INDEX<RoutingRules><RoutingRule><Redirect><ReplaceKeyWith>a</ReplaceKeyWith>"
            + "<ReplaceKeyPrefixWith>a</ReplaceKeyPrefixWith></Redirect></RoutingRule>"
            + "</RoutingRules> | InvalidRequest"
            + " | You can only define ReplaceKeyPrefix or ReplaceKey but not both.",
        "INDEX<RoutingRules><RoutingRule><Redirect><HttpRedirectCode>300</HttpRedirectCode>"
            + "</Redirect></RoutingRule></RoutingRules> | InvalidRequest"
            + " | The provided HTTP redirect code (300) is not valid.",
        "INDEX<RoutingRules><RoutingRule><Condition><HttpErrorCodeReturnedEquals>302"
            + "</HttpErrorCodeReturnedEquals></Condition><Redirect><HostName>a</HostName>"
            + "</Redirect></RoutingRule></RoutingRules> | InvalidRequest"
            + " | The provided HTTP error code (302) is not valid.",
      })
  void whatCannotBeIsRefused(String inner, String code, String message) {
    Documents.assertRefused(
        "<WebsiteConfiguration>" + inner.replace("INDEX", INDEX) + "</WebsiteConfiguration>",
        code,
        message,
        document -> assertThat(WebsiteDocument.of(document)).isNull());
  }
}
