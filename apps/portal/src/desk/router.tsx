import { createBrowserRouter, Navigate } from 'react-router';
import { Loading } from '../ui/index.js';
import { NowhereScreen } from './NowhereScreen.js';
import { RouteFault } from './RouteFault.js';
import { Home, OnlyFor, Shell } from './Shell.js';

/** The staff's places. Each screen is its own part of the bundle, fetched when it is opened. */
export const routes = [
  {
    path: '/',
    element: <Shell />,
    errorElement: <RouteFault />,
    hydrateFallbackElement: <Loading lines={4} />,
    children: [
      { index: true, element: <Home /> },
      {
        element: <OnlyFor role="CLINICIAN" />,
        errorElement: <RouteFault />,
        children: [
          {
            path: 'clients',
            lazy: async () => ({ Component: (await import('./clinician/CaseloadScreen.js')).CaseloadScreen }),
          },
          {
            path: 'clients/:clientId',
            lazy: async () => ({ Component: (await import('./clinician/ClientScreen.js')).ClientScreen }),
          },
          {
            path: 'couples/:coupleId',
            lazy: async () => ({ Component: (await import('./clinician/CoupleScreen.js')).CoupleScreen }),
          },
          {
            path: 'couples/:coupleId/openings/:assignmentId/:slot',
            lazy: async () => ({
              Component: (await import('./clinician/openings/OpeningScreen.js')).OpeningScreen,
            }),
          },
          {
            path: 'to-read/:reflectionId?',
            lazy: async () => ({ Component: (await import('./clinician/ToReadScreen.js')).ToReadScreen }),
          },
          {
            path: 'library',
            lazy: async () => ({
              Component: (await import('./clinician/library/LibraryScreen.js')).LibraryScreen,
            }),
          },
          {
            path: 'library/own/:exerciseId',
            lazy: async () => ({
              Component: (await import('./clinician/editor/EditorScreen.js')).EditorScreen,
            }),
          },
          {
            path: 'library/:slug',
            lazy: async () => ({
              Component: (await import('./clinician/library/ExerciseScreen.js')).ExerciseScreen,
            }),
          },
          {
            path: 'groups',
            lazy: async () => ({
              Component: (await import('./clinician/groups/GroupsScreen.js')).GroupsScreen,
            }),
          },
          {
            path: 'reflections/:reflectionId',
            lazy: async () => ({
              Component: (await import('./clinician/ReflectionScreen.js')).ReflectionScreen,
            }),
          },
        ],
      },
      {
        element: <OnlyFor role="PRACTICE_ADMIN" />,
        errorElement: <RouteFault />,
        children: [
          {
            path: 'practice',
            lazy: async () => ({ Component: (await import('./admin/PracticeScreen.js')).PracticeScreen }),
          },
          {
            path: 'practice/agreement/:kind',
            lazy: async () => ({
              Component: (await import('./admin/OwnAgreementScreen.js')).OwnAgreementScreen,
            }),
          },
          {
            path: 'people',
            lazy: async () => ({ Component: (await import('./admin/PeopleScreen.js')).PeopleScreen }),
          },
        ],
      },
      { path: 'you', lazy: async () => ({ Component: (await import('./YouScreen.js')).YouScreen }) },
      { path: 'index.html', element: <Navigate to="/" replace /> },
      { path: '*', element: <NowhereScreen /> },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes, { basename: '/desk' });
