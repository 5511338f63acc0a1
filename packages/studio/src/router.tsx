import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { ChannelsPage } from './channels/ChannelsPage.tsx'
import { CommunicationPage } from './communication/CommunicationPage.tsx'
import { NotFound } from './frame/NotFound.tsx'
import { Shell } from './frame/Shell.tsx'
import { PreviewPage, readPreviewSearch } from './preview/PreviewPage.tsx'
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

export function createStudioRouter() {
  return createRouter({
    routeTree: root.addChildren([home, runs, run, communication, channels, preview]),
    defaultPreload: false,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>
  }
}
