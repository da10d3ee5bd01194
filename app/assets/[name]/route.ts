import { findAsset } from '@/app/_ui/assets.ts';

type Context = { readonly params: Promise<{ readonly name: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const asset = findAsset((await params).name);
  if (asset === null)
    return new Response('No such file.\n', { status: 404, headers: { 'Content-Type': 'text/plain' } });
  const keep = asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  return new Response(asset.bytes, { headers: { 'Content-Type': asset.type, 'Cache-Control': keep } });
}
