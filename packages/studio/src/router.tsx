import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { ChangePage } from './changes/ChangePage.tsx'
import { ChangesPage } from './changes/ChangesPage.tsx'
import { PublicationsPage } from './changes/PublicationsPage.tsx'
import { ChannelsPage } from './channels/ChannelsPage.tsx'
import { CommunicationPage } from './communication/CommunicationPage.tsx'
import { NotFound } from './frame/NotFound.tsx'
import { Shell } from './frame/Shell.tsx'
import { PreviewPage, readPreviewSearch } from './preview/PreviewPage.tsx'
import { LibraryPage } from './library/LibraryPage.tsx'
import { ObjectPage } from './library/ObjectPage.tsx'
import { readLibrarySearch, readObjectSearch } from './library/search.ts'
import { SignInPage } from './people/SignInPage.tsx'
import { RunPage } from './run/RunPage.tsx'
import { readRunSearch } from './run/search.ts'
import { RunsPage } from './runs/RunsPage.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/runs' })
  },
})
const runs = createRoute({ getParentRoute: () => root, path: '/runs', component: RunsPage })
const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$run',
  component: RunPage,
  validateSearch: readRunSearch,
})
const communication = createRoute({
  getParentRoute: () => root,
  path: '/communications/$communication',
  component: CommunicationPage,
})
const channels = createRoute({
  getParentRoute: () => root,
  path: '/channels',
  component: ChannelsPage,
})

const preview = createRoute({
  getParentRoute: () => root,
  path: '/preview',
  component: PreviewPage,
  validateSearch: readPreviewSearch,
})

const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  component: LibraryPage,
  validateSearch: readLibrarySearch,
})
const object = createRoute({
  getParentRoute: () => root,
  path: '/library/$kind/$',
  component: ObjectPage,
  validateSearch: readObjectSearch,
})
const changes = createRoute({
  getParentRoute: () => root,
  path: '/changes',
  component: ChangesPage,
})
const change = createRoute({
  getParentRoute: () => root,
  path: '/changes/$change',
  component: ChangePage,
})
const publications = createRoute({
  getParentRoute: () => root,
  path: '/publications',
  component: PublicationsPage,
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: (raw: Record<string, unknown>): { to?: string } => {
    const to = raw['to']
    // Only to a place of ours: an address of another site has a host, or two slashes.
    return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}
  },
})

export function createStudioRouter() {
  return createRouter({
    routeTree: root.addChildren([
      ...[home, runs, run, communication, channels, preview, library, object],
      ...[changes, change, publications, signIn],
    ]),
    defaultPreload: false,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>
  }
}
