/** What the following page's input needs beside the first one's, by how an API spells its continuation; nothing at the end. */
export const byNextToken = ({ NextToken }: { readonly NextToken?: string | undefined }) =>
  NextToken ? { NextToken } : undefined;

/** The same in the JSON APIs that write field names with a small first letter. */
export const bynextToken = ({ nextToken }: { readonly nextToken?: string | undefined }) =>
  nextToken ? { nextToken } : undefined;

export const byMarker = ({ Marker }: { readonly Marker?: string | undefined }) => (Marker ? { Marker } : undefined);

export const byNextMarker = ({ NextMarker }: { readonly NextMarker?: string | undefined }) =>
  NextMarker ? { Marker: NextMarker } : undefined;

/** IAM's: a marker counts only where the answer says that it was cut off. */
export const byTruncatedMarker = ({
  IsTruncated,
  Marker,
}: {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}) => (IsTruncated ? byMarker({ Marker }) : undefined);

export const byPosition = ({ position }: { readonly position?: string | undefined }) =>
  position ? { position } : undefined;

/** For calls that answer everything at once. */
export const onePage = () => undefined;
