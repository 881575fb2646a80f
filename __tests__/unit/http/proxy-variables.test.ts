import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/action/mask.ts'
import { proxyOf, proxySecrets, withoutProxy } from '../../../src/http/proxy-variables.ts'

describe('the proxy of the environment', () => {
  it.each([
    [{ https_proxy: 'http://p:3128' }, 'http://p:3128/'],
    [{ HTTPS_PROXY: 'http://p:3128' }, 'http://p:3128/'],
    [{ Https_Proxy: 'http://p:3128' }, 'http://p:3128/'],
    [{ https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' }, 'http://lower:1/'],
    [{ https_proxy: ' ', HTTPS_PROXY: 'http://upper:1' }, 'http://upper:1/'],
    [{ https_proxy: 'proxy.corp:3128' }, 'http://proxy.corp:3128/'],
    [{ https_proxy: 'https://u:p%40@proxy.corp' }, 'https://u:p%40@proxy.corp/'],
    [{ https_proxy: '' }, ''],
    [{ http_proxy: 'http://p:3128' }, ''],
    [{}, ''],
  ])('%j is %s', (env, proxy) => {
    expect(proxyOf(env, 'https_proxy')).toBe(proxy)
  })

  it.each(['socks5://p:1080', 'http://', 'not an address', 'http://p:99999'])(
    'is refused, and not shown, where it is none: %s',
    https_proxy => {
      expect(() => proxyOf({ https_proxy }, 'https_proxy')).toThrow(
        expect.objectContaining({
          code: 'proxy-unusable',
          message: 'HTTPS_PROXY is not the address of an HTTP proxy.',
        }),
      )
    },
  )

  it('has its password masked, in each form', () => {
    const env = { HTTPS_PROXY: 'http://me:p%40ss-word@proxy:3128' }
    const forms = ['p%40ss-word', 'p@ss-word', Buffer.from('me:p@ss-word').toString('base64')]
    expect(proxySecrets(env)).toEqual(forms)
    expect(maskSecrets(env, {}, () => {})).toEqual(expect.arrayContaining(forms))
  })
})

describe('what is reached without the proxy', () => {
  const machine = 'localhost,.localhost,127.0.0.0-127.255.255.255,::1'
  it.each([
    [undefined, machine],
    ['example.com', `${machine},example.com,.example.com`],
    ['.example.com', `${machine},.example.com`],
    ['*.example.com *', `${machine},*.example.com,*`],
    ['a.b:8080, 10.1.2.3', `${machine},a.b:8080,10.1.2.3`],
    ['10.0.0.0/8', `${machine},10.0.0.0-10.255.255.255`],
    ['192.168.7.77/30', `${machine},192.168.7.76-192.168.7.79`],
    ['0.0.0.0/0', `${machine},0.0.0.0-255.255.255.255`],
    ['[::2],fd00::/8,10.0.0.0/99', `${machine},::2`],
  ])('by no_proxy=%s, in the words of Node', (no_proxy, words) => {
    expect(withoutProxy({ ...(no_proxy !== undefined && { no_proxy }) })).toBe(words)
  })
})
