/** Parameters that only sign a URL: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const SIGNATURE_V4 =
  /^X-(Amz|Goog)-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)$/i;
/** Of S3's version 2, Google's and CloudFront's: where `Signature` is there as well. */
const SIGNATURE_V2 = /^(Signature|Expires|AWSAccessKeyId|GoogleAccessId|Key-Pair-Id|Policy)$/i;
/** https://learn.microsoft.com/rest/api/storageservices/create-service-sas: where `sig` is there as well. */
const AZURE = /^(sig|sv|ss|srt|sr|sp|st|se|spr|sip|si|skoid|sktid|skt|ske|sks|skv)$/;

/**
 * What names the file in a URL: all of it but the parameters that only sign it, and that differ each time it is
 * signed. A parameter of unknown meaning stays, because it may say which file is meant. For comparing, not to print.
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
