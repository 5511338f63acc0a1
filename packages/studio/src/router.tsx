import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { NotFound } from './frame/NotFound.tsx'
import { Shell } from './frame/Shell.tsx'
import { readPreviewSearch } from './preview/search.ts'
import { readLibrarySearch, readObjectSearch } from './library/search.ts'
import { SignInPage } from './people/SignInPage.tsx'
import { readRunSearch } from './run/search.ts'
import { RunsPage } from './runs/RunsPage.tsx'

// A screen's program comes with the screen: the editor and its engines are three quarters of the studio.
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
  component: lazyRouteComponent(() => import('./run/RunPage.tsx'), 'RunPage'),
  validateSearch: readRunSearch,
})
const communication = createRoute({
  getParentRoute: () => root,
  path: '/communications/$communication',
  component: lazyRouteComponent(
    () => import('./communication/CommunicationPage.tsx'),
    'CommunicationPage',
  ),
})
const channels = createRoute({
  getParentRoute: () => root,
  path: '/channels',
  component: lazyRouteComponent(() => import('./channels/ChannelsPage.tsx'), 'ChannelsPage'),
})

const preview = createRoute({
  getParentRoute: () => root,
  path: '/preview',
  component: lazyRouteComponent(() => import('./preview/PreviewPage.tsx'), 'PreviewPage'),
  validateSearch: readPreviewSearch,
})

const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  component: lazyRouteComponent(() => import('./library/LibraryPage.tsx'), 'LibraryPage'),
  validateSearch: readLibrarySearch,
})
const object = createRoute({
  getParentRoute: () => root,
  path: '/library/$kind/$',
  component: lazyRouteComponent(() => import('./library/ObjectPage.tsx'), 'ObjectPage'),
  validateSearch: readObjectSearch,
})
const changes = createRoute({
  getParentRoute: () => root,
  path: '/changes',
  component: lazyRouteComponent(() => import('./changes/ChangesPage.tsx'), 'ChangesPage'),
})
const change = createRoute({
  getParentRoute: () => root,
  path: '/changes/$change',
  component: lazyRouteComponent(() => import('./changes/ChangePage.tsx'), 'ChangePage'),
})
const publications = createRoute({
  getParentRoute: () => root,
  path: '/publications',
  component: lazyRouteComponent(() => import('./changes/PublicationsPage.tsx'), 'PublicationsPage'),
})
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: 'folders' | 'record' } =>
    tab === 'folders' || tab === 'record' ? { tab } : {},
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
      ...[changes, change, publications, people, signIn],
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
