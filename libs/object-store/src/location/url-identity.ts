/** Parameters that only sign a URL: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const SIGNATURE_V4 =
  /^X-(Amz|Goog)-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)$/i;
/** Those of S3's version 2, Google and CloudFront. They count only if `Signature` is in the URL as well. */
const SIGNATURE_V2 = /^(Signature|Expires|AWSAccessKeyId|GoogleAccessId|Key-Pair-Id|Policy)$/i;
/** Only if `sig` is in the URL as well: https://learn.microsoft.com/rest/api/storageservices/create-service-sas */
const AZURE = /^(sig|sv|ss|srt|sr|sp|st|se|spr|sip|si|skoid|sktid|skt|ske|sks|skv)$/;

/**
 * The part of a URL that names the file: without the parameters that only sign it, which differ with each signature. A
 * parameter of unknown meaning stays: it may name the file. For comparisons; never print it.
 */
export function urlIdentity(text: string): string {
  const url = new URL(text);
  const names = [...url.searchParams.keys()];
  const signing = [
    SIGNATURE_V4,
    ...(names.some((name) => /^Signature$/i.test(name)) ? [SIGNATURE_V2] : []),
    ...(names.includes('sig') ? [AZURE] : []),
  ];
  const isSigning = (name: string) => signing.some((pattern) => pattern.test(name));
  const kept = [...url.searchParams].filter(([name]) => !isSigning(name));
  url.search = new URLSearchParams(kept).toString();
  return url.href;
}
